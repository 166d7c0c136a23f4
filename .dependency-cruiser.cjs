// The ranks of docs/architecture.md, highest first: an import may skip ranks but never goes up or sideways
// between two ranks of the same line. config (with settings and clouds), log and telemetry import nothing else of ours but
// the domain, and may be imported anywhere.
const ranks = [
  ['^src/main\\.ts$'],
  ['^src/commands/'],
  ['^src/workflows/'],
  ['^src/services/'],
  ['^src/azure/', '^src/teams/', '^src/store/', '^src/cards/'],
  ['^src/text/'],
  ['^src/domain/'],
];

const forbidden = ranks.flatMap((rank, index) =>
  rank
    .map((path) => ({ path, up: [...ranks.slice(0, index).flat(), ...rank.filter((other) => other !== path)] }))
    // An empty list would match everything.
    .filter(({ up }) => up.length > 0)
    .map(({ path, up }) => ({ name: `imports-go-down ${path}`, severity: 'error', from: { path }, to: { path: up } })),
);

module.exports = {
  forbidden: [
    ...forbidden,
    {
      name: 'config-log-and-telemetry-import-only-the-domain',
      severity: 'error',
      from: { path: '^src/(clouds|config|log|settings|telemetry)\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(domain/|(clouds|settings)\\.ts$)' },
    },
    {
      name: 'src-knows-no-sandbox',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(sandbox|test|bench)/' },
    },
    {
      name: 'sandbox-imports-only-start',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^src/', pathNot: '^src/main\\.ts$' },
    },
    {
      name: 'only-bot-imports-start',
      severity: 'error',
      from: { path: '^sandbox/', pathNot: '^sandbox/bot\\.ts$' },
      to: { path: '^src/' },
    },
    {
      name: 'bot-framework-stops-at-teams',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/teams/' },
      to: { path: 'node_modules/(botbuilder|botframework|@microsoft/teams-ai|restify|@types/restify)' },
    },
    {
      name: 'azure-sdk-stops-at-azure',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(azure/|main\\.ts|telemetry\\.ts|teams/)' },
      to: { path: 'node_modules/@azure/' },
    },
    {
      name: 'database-stops-at-store',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: 'node_modules/(kysely|pg|pg-boss|@electric-sql)/' },
    },
    {
      // Hashing and deflating depend on nothing but their input.
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|zlib)$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      // Two files that need each other's types are one subject in two files, or lack a third. In the sandbox whatever
      // acts on the world takes the World, and the world holds what acts.
      name: 'no-cycles-of-types',
      severity: 'error',
      // Services names the type of all that main puts together, and what is in it works with Services.
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { pathNot: '^src/services/services\\.ts$' } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
