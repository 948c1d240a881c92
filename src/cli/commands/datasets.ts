import type { Command } from '@commander-js/extra-typings';
import { datasetDocument, datasetLines, findDataset } from '../../data/describe-dataset.js';
import { datasetListLines, listDatasets } from '../../data/describe-datasets.js';
import { shippedDatasets } from '../../data/read-datasets.js';
import type { Report } from '../command.js';

/** `licmc datasets [NAME]`: the measurements shipped, with references; or one in full. */
export function datasets(program: Command, report: Report): void {
  program
    .command('datasets')
    .description('the measurements shipped, with references; or one of them in full')
    .argument('[NAME]', 'a data set')
    .option('--json', 'print one JSON document')
    .action((name) => {
      if (name === undefined) {
        const list = listDatasets(shippedDatasets());
        report({ json: list, text: datasetListLines(list).join('\n') });
        return;
      }
      const dataset = findDataset(shippedDatasets(), name);
      report({ json: datasetDocument(dataset), text: datasetLines(dataset).join('\n') });
    });
}
