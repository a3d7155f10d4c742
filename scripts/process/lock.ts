import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/** SQLite's result code for a file that another connection has locked. */
const SQLITE_BUSY = 5;

/** Milliseconds between two looks at a lock that another process holds. */
const POLL = 1_000;

function tryToLock(file: string): DatabaseSync | undefined {
	const database = new DatabaseSync(file);
	try {
		database.exec('BEGIN EXCLUSIVE');
		return database;
	} catch (error) {
		database.close();
		if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) {
			return undefined;
		}
		throw error;
	}
}

/**
 * Runs the task while no other process holds the lock. The lock is an SQLite transaction on an empty
 * file: the operating system releases it however the process ends, so none is ever left behind.
 *
 * @param waiting called once when another process has the lock; by throwing it gives up.
 */
export async function withLock<T>(
	file: string,
	waiting: () => void,
	task: () => Promise<T>,
): Promise<T> {
	let lock = tryToLock(file);
	if (!lock) waiting();
	while (!lock) {
		await sleep(POLL);
		lock = tryToLock(file);
	}
	try {
		return await task();
	} finally {
		lock.close();
	}
}
