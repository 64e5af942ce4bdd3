import { documentItems, documentText } from '../data/documents.js';
import { json, jsonText } from '../routing/response.js';
import type { Routes } from '../routing/route.js';

/** Routes of workspaces, cycles and accepted datasets. */
export const documentRoutes: Routes = {
  'GET /workspaces/:kind': async ({ parameters, database }) =>
    jsonText(await documentText(database, `workspaces/${parameters.kind}`)),
  // The workspace only changes the order, and an unknown one changes nothing.
  'GET /cycles/:workspace': async ({ database }) => jsonText(await documentText(database, 'cycles')),
  'GET /datasets_accepted': async ({ database }) => jsonText(await documentText(database, 'datasets_accepted')),
  'GET /datasets_accepted/:class': async ({ parameters, database }) => {
    const accepted = await documentItems<{ readonly class: string }>(database, 'datasets_accepted');
    return json(accepted.filter((dataset) => dataset.class === parameters.class));
  },
};
