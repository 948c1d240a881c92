/** Every format of `licmc export`. A new one is a file beside this and one line here. */
import { exportNetcdf, exportZarr } from './arviz.js';
import { exportCmdstan } from './cmdstan.js';
import { exportCsv } from './csv.js';
import { exportEmcee } from './emcee.js';
import type { Exporter } from './export-job.js';
import { exportGetdist } from './getdist.js';
import { exportParquet } from './parquet.js';

/** Name on the command line -> how it is written. */
export const exportFormats = {
  zarr: exportZarr,
  netcdf: exportNetcdf,
  getdist: exportGetdist,
  emcee: exportEmcee,
  cmdstan: exportCmdstan,
  parquet: exportParquet,
  csv: exportCsv,
} as const satisfies Record<string, Exporter>;

export type ExportFormat = keyof typeof exportFormats;
