const { rooms } = require('./.dependency-cruiser.rooms.cjs');

const down = rooms.map((room, at) => ({
  name: `rooms ${room}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: rooms.slice(at + 1).map((above) => `^src/${above}/`) },
}));

module.exports = {
  forbidden: [
    // Of the highest nobody is above.
    ...down.slice(0, -1),
    {
      name: 'every-file-has-a-room',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${rooms.join('|')})/` },
      to: {},
    },
    {
      // Commands are what people type: what two of them do stands beside them.
      name: 'only-features-list-commands',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: '^src/([^/]+/(commands/|index\\.ts$)|app/)' },
      to: { path: '^src/[^/]+/commands/' },
    },
    {
      name: 'rules-import-rules-and-kernel',
      severity: 'error',
      from: { path: '^src/[^/]+/rules/' },
      to: { path: '^src/', pathNot: '^src/(kernel/|[^/]+/rules/)' },
    },
    {
      // Hashing and deflating depend on nothing but their input.
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '^src/([^/]+/rules|kernel)/', pathNot: '^src/kernel/(config|telemetry)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|zlib)$' },
    },
    {
      // What a room brings is asked for by the list of rooms alone; the others take what they need from its file.
      name: 'index-is-for-the-list',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/app/' },
      to: { path: '^src/[^/]+/index\\.ts$' },
    },
    {
      name: 'src-knows-no-sandbox',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(sandbox|first-contact|test|bench|sentences)/' },
    },
    {
      name: 'sandbox-imports-only-start',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^src/', pathNot: '^src/app/(main|product)\\.ts$' },
    },
    {
      name: 'only-bot-imports-start',
      severity: 'error',
      from: { path: '^sandbox/', pathNot: '^sandbox/(run-)?bot\\.ts$' },
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
      from: { path: '^src/', pathNot: '^src/(azure/|app/main\\.ts|kernel/telemetry/|teams/)' },
      to: { path: 'node_modules/@azure/' },
    },
    {
      name: 'database-stops-at-store',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: 'node_modules/(kysely|pg|pg-boss|@electric-sql)/' },
    },
    {
      // PGlite takes memory that a bot with a server has better use for. The mover of data needs both.
      name: 'embedded-is-loaded-late',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/(embedded/|move\\.ts$)' },
      to: { path: '^src/store/embedded/', dependencyTypesNot: ['dynamic-import', 'type-only', 'type-import'] },
    },
    {
      // Also of types: two files that need each other's are one subject in two files, or lack a third.
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      // What test/outside needs of others is installed when it runs.
      name: 'resolvable',
      severity: 'error',
      from: { pathNot: '^test/outside/' },
      to: { couldNotResolve: true },
    },
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
