// Runs where Microsoft's parser is installed, which is no package of this repository. It sets a global.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('@kusto/language-service-next/bridge.min.js');
require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
const { Language } = globalThis.Kusto;
const { DatabaseSymbol, TableSymbol } = Language.Symbols;

const { tables, queries } = JSON.parse(readFileSync(0, 'utf8'));
const symbols = Object.entries(tables).map(([name, schema]) => new TableSymbol.$ctor7(name, schema, null));
const known = Language.GlobalState.Default.WithDatabase(new DatabaseSymbol.ctor('workspace', symbols));

const found = queries.map(({ name, query }) => {
  const diagnostics = Language.KustoCode.ParseAndAnalyze(query, known).GetDiagnostics();
  const messages = [];
  for (let index = 0; index < diagnostics.Count; index++) {
    const { Severity, Message, Start, Length } = diagnostics.getItem(index);
    messages.push(`${Severity}: ${Message} «${query.slice(Start, Start + Length)}»`);
  }
  return { name, messages };
});
console.log(JSON.stringify(found));
