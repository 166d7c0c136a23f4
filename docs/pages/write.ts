import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { azurePage } from './azure-page.ts';
import { commandsPage } from './commands-page.ts';
import { settingsPage } from './settings-page.ts';

for (const [name, text] of [
  ['commands.md', commandsPage()],
  ['settings.md', settingsPage()],
  ['../sandbox/azure/README.md', azurePage()],
] as const) {
  const file = path.join(import.meta.dirname, '..', name);
  writeFileSync(file, text);
  console.log(`${file} is written.`);
}
