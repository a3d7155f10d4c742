/** Anything can be thrown; what n8n, Node.js and these scripts throw has a message. */
export const thrownText = (error: unknown) =>
	error instanceof Error ? error.message : String(error);
