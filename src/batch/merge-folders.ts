import { copyFile, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeFolder, shownPath, writeWhole } from '../files.js';
import { error, type Problem, ProblemError } from '../problem.js';
import { failureProblem } from './failure.js';
import { MANIFEST, type OutputRecord, recordId } from './manifest.js';
import { OutputLedger } from './output-ledger.js';
import { type BuildReport, type Output, outputOf } from './report.js';
