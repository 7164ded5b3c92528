/** What a spreadsheet shows where a formula failed, or was never worked out. */
export const CELL_ERROR = /^#(?:N\/A|NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|CALC!|SPILL!|GETTING_DATA)$/;
