export const ignorers = [];
