import { InstanceSettings } from 'n8n-core';
import { LoggerProxy } from 'n8n-workflow';
import { tmpdir } from 'node:os';
import { recordingLogger } from './logs';
import { Container, Logger } from './internals';

/**
 * What n8n's start-up puts into its container. The real InstanceSettings would write an encryption
 * key into the home folder of whoever runs the tests; the real Logger would print.
 */
export function provideServices(): void {
	Container.set(Logger, recordingLogger as unknown as InstanceType<typeof Logger>);
	LoggerProxy.init(recordingLogger);
	Container.set(InstanceSettings, {
		instanceId: 'test-instance',
		instanceType: 'main',
		encryptionKey: 'test-encryption-key',
		hmacSignatureSecret: 'test-signature-secret',
		n8nFolder: tmpdir(),
	} as InstanceSettings);
}
