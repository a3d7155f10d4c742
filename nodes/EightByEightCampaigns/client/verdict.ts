/**
 * What delivery does about a request that was not answered with success:
 *
 * - `tryAgain`: surely not stored; wait and send again
 * - `lost`: may have been stored; wait and send again, and remember that
 * - `split`: 8x8 refuses what the request holds; find out which part of it
 * - `wait`: the campaign is not ready, which may pass by itself
 * - `stopCampaign`: nothing more can be done for this campaign
 * - `stopRun`: nothing more can be done with this credential or connection; after a 403, at least not
 *   in this campaign
 * - `cancelled`: the execution was cancelled
 */
export type Verdict =
	'tryAgain' | 'lost' | 'split' | 'wait' | 'stopCampaign' | 'stopRun' | 'cancelled';
