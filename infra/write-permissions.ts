import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { permissionsPage } from './permissions-page.ts';

const file = path.join(import.meta.dirname, '../docs/permissions.md');
writeFileSync(file, permissionsPage());
console.log(`${file} is written.`);
