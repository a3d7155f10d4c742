/** A number of items or records, as every text of the node writes it: `1,150`. */
export const countText = (count: number) => count.toLocaleString('en-US');
