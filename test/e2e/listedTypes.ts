import { get } from './n8n';

/** The parts of n8n's type lists that are looked at. */
export interface ListedType {
	name: string;
	displayName: string;
	iconUrl?: string | { light: string; dark: string };
	communityNodePackageVersion?: string;
	credentials?: Array<{ name: string }>;
	properties: Array<{
		name: string;
		displayOptions?: { show?: Record<string, unknown[]> };
		options?: Array<{ value: string }>;
		typeOptions?: {
			resourceMapper?: { resourceMapperMethod?: string; localResourceMapperMethod?: string };
		};
	}>;
}

/** All types that the editor loads. */
export async function listAll(list: 'nodes' | 'credentials'): Promise<ListedType[]> {
	return (await (await get(`/types/${list}.json`)).json()) as ListedType[];
}

/** The type of that name. */
export async function listed(list: 'nodes' | 'credentials', name: string): Promise<ListedType> {
	const type = (await listAll(list)).find((entry) => entry.name === name);
	if (!type) throw new Error(`n8n does not list ${name}`);
	return type;
}
