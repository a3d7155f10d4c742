import type { Problem } from './api';
import type { Reason } from './failure';
import type { StateHint } from './stateHint';
import type { Verdict } from './verdict';

export const DUPLICATE: Reason = {
	code: 'duplicateRecord',
	message: 'The campaign already has a record with this CRM record ID',
	nextStep: 'With the option "On Duplicate" set to "Skip", the item counts as done.',
};

export const NOT_DYNAMIC: Reason = {
	code: 'campaignNotDynamic',
	message: 'Records can only be added to a dynamic campaign',
	nextStep: 'Choose a dynamic campaign, or make this one dynamic in Configuration Manager.',
};

const CLOSED: Reason = {
	code: 'campaignState',
	message: 'The campaign takes no more records',
	nextStep: 'A campaign that is complete or deleted stays so: add the records to another campaign.',
};

const NOT_READY: Reason = {
	code: 'campaignState',
	message: 'The campaign takes no records while it is building or starting',
	nextStep:
		'Add the option "Max Wait", or raise it: the seconds that the node waits for the campaign.',
};

const NOT_STARTED: Reason = {
	code: 'campaignState',
	message: 'The campaign takes no records before it has started',
	nextStep:
		'Start it, or add the option "Max Wait": the seconds that the node waits for the campaign.',
};

const DISABLED: Reason = {
	code: 'campaignState',
	message: 'The campaign takes no records while it is disabled',
	nextStep: 'Enable it in Configuration Manager, or by an action with the option "Enabled".',
};

const IN_SOME_STATE: Reason = {
	code: 'campaignState',
	message: 'The campaign takes no records in its present state',
	nextStep:
		'Look at its state. If it is building or starting, add the option "Max Wait": the seconds that the node waits for the campaign.',
};

/** What a campaign's state means for the records that are to be added. */
export const BY_STATE: Record<StateHint, [Verdict, Reason]> = {
	final: ['stopCampaign', CLOSED],
	passing: ['wait', NOT_READY],
	notStarted: ['wait', NOT_STARTED],
	disabled: ['stopCampaign', DISABLED],
	unnamed: ['wait', IN_SOME_STATE],
};

export const INVALID: Reason = {
	code: 'invalidRecord',
	message: '8x8 refused the record',
	nextStep: 'Correct the fields named above.',
};

/** For a text that speaks of one field. */
export const BY_FIELD: Record<'crmRecordId' | 'scheduleAt', Reason> = {
	crmRecordId: {
		code: 'invalidRecord',
		message: '8x8 does not find the record by its CRM record ID',
		nextStep: 'Check the ID, and that the CRM of the campaign knows it.',
	},
	scheduleAt: {
		code: 'invalidRecord',
		message: '8x8 refused the schedule time of the record',
		nextStep: 'Choose a time that is ahead, and within the schedule of the campaign.',
	},
};

export const TOO_LARGE: Reason = {
	code: 'invalidRecord',
	message: 'The record is too large for 8x8',
	nextStep: 'Shorten its fields.',
};

/** In the words that `delivery` has for a record that is left out of a list. */
export const NONE_LISTED: Reason = {
	code: 'unexpectedAnswer',
	message: '8x8 reported success, but its answer does not list this record',
	nextStep:
		'The answer lists no record of the request. A proxy or a cache may have changed it: check "Base URL" in the credential, and the proxy between n8n and 8x8.',
};

/** 8x8's own words, if it has any, stand in the description. */
export const unexplained = ({ title, detail }: Problem): Reason => ({
	code: 'refusedUnexplained',
	message:
		title || detail ? '8x8 refused the record' : '8x8 refused the record without giving a reason',
	nextStep:
		'Check whether the campaign has the record already, whether the CRM knows the ID, and whether the campaign takes records now. If all is right, contact 8x8 support.',
});
