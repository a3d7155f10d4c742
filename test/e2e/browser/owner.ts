import { SHARED_N8N, type SharedN8n } from '../global-setup';

/** Who logs in to the n8n that all tests share. */
export const { owner } = JSON.parse(process.env[SHARED_N8N] ?? '{}') as SharedN8n;
