// Says what is wrong with an AsyncAPI document, errors and warnings alike, and ends with 1 if anything is.
import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';

const { document, diagnostics } = await new Parser().parse(readFileSync(process.argv[2], 'utf8'));
const wrong = diagnostics.filter((it) => it.severity < 2);
wrong.forEach((it) => console.log(it.severity === 0 ? 'error' : 'warning', it.code, it.path.join('.'), it.message));
if (!document || wrong.length > 0) process.exit(1);
console.log(`${document.channels().all().length} channels, ${document.schemas().all().length} schemas: valid`);
