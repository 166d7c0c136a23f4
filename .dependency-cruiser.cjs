// The rooms of docs/architecture.md, lowest first. An import goes down, or within a row along `between`.
const rows = [
  ['kernel'],
  ['config', 'i18n', 'telemetry'],
  ['azure', 'store', 'teams', 'ui'],
  ['access', 'machines', 'pager', 'people'],
  ['approval', 'requests'],
  ['chat', 'saga'],
  [
    'audit',
    'backup',
    'by-hand',
    'check',
    'doctor',
    'drills',
    'errors',
    'jobs',
    'leftovers',
    'notifications',
    'protection',
    'quarantine',
    'restore',
  ],
  ['cli', 'features', 'ops'],
];

// Which room may know another of its row, and why. Read as arrows they run in no circle but one: a request and how it is
// decided are shown on one card.
const between = [
  ['machines', 'access', 'machines are listed whose vault the person may read'],
  ['approval', 'requests', 'a vote is about a request'],
  ['teams', 'azure', 'whatever leaves the process goes out in one way'],
  ['requests', 'approval', 'the card of a request shows how it is decided'],
  ['backup', 'jobs', 'a backup that runs is shown in place of a second one'],
  ['backup', 'protection', 'a backup may wait for access to keys'],
  ['by-hand', 'restore', 'lines go on from what a restore has made'],
  ['check', 'restore', 'a check makes the plan that a restore would'],
  ['cli', 'features', 'evidence reads the plans of all kinds of requests'],
  ['drills', 'audit', 'evidence is for those who may read the audit'],
  ['drills', 'notifications', 'a drill that failed is a problem like a failed backup'],
  ['drills', 'restore', 'a drill is a restore to another place, which is deleted again'],
  ['leftovers', 'restore', 'what is left is what a restore made'],
  ['notifications', 'jobs', 'news are about jobs'],
  ['notifications', 'protection', 'the digest tells of a vault that is less protected than it was'],
  ['quarantine', 'protection', 'a release is asked for as a hold is'],
  ['quarantine', 'restore', 'what is released is what a restore made'],
  ['protection', 'restore', 'the keys of a machine are looked at in one place'],
];

const everyRoom = rows.flat();
const may = (from, to) => between.some(([one, other]) => one === from && other === to);

// What a room holds besides its rules, which are pure, and its commands, which are what people type and stand on top.
const inside = (room) => `^src/${room}/(?!rules/|commands/)`;

const rooms = rows.flatMap((row, index) =>
  row.map((room) => {
    const above = rows.slice(index + 1).flat();
    const beside = row.filter((other) => other !== room && !may(room, other));
    const closed = [...above, ...beside].map((other) => `^src/${other}/(?!rules/)`);
    const commands = above.includes('features') ? ['^src/[^/]+/commands/'] : [];
    return {
      name: `rooms ${room}`,
      severity: 'error',
      from: { path: inside(room) },
      // A turn is the type of what comes in with all that answers it: whoever answers names it.
      to: { path: [...closed, ...commands, '^src/main\\.ts$'], pathNot: '^src/chat/turn\\.ts$' },
    };
  }),
);

module.exports = {
  forbidden: [
    ...rooms,
    {
      name: 'every-file-has-a-room',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(main\\.ts|services\\.ts|(${everyRoom.join('|')})/)` },
      to: {},
    },
    {
      name: 'rules-import-rules-and-kernel',
      severity: 'error',
      from: { path: '^src/[^/]+/rules/' },
      to: { path: '^src/', pathNot: '^src/(kernel/|[^/]+/rules/)' },
    },
    {
      name: 'kernel-names-no-feature',
      severity: 'error',
      from: { path: '^src/kernel/' },
      to: { path: '^src/', pathNot: '^src/kernel/' },
    },
    {
      // Hashing and deflating depend on nothing but their input.
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '^src/([^/]+/rules|kernel)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|zlib)$' },
    },
    {
      // It names the types of all that main puts together, and is named everywhere.
      name: 'services-are-types-only',
      severity: 'error',
      from: { path: '^src/services\\.ts$' },
      to: { path: '^src/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'commands-know-no-list-of-them',
      severity: 'error',
      from: { path: '^src/[^/]+/commands/' },
      to: { path: '^src/(main\\.ts|features/)' },
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
      to: { path: '^src/', pathNot: '^src/(main|features/product)\\.ts$' },
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
      from: { path: '^src/', pathNot: '^src/(azure/|main\\.ts|telemetry/telemetry\\.ts|teams/)' },
      to: { path: 'node_modules/@azure/' },
    },
    {
      name: 'database-stops-at-store',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: 'node_modules/(kysely|pg|pg-boss|@electric-sql)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      // Two files that need each other's types are one subject in two files, or lack a third. In the sandbox whatever
      // acts on the world takes the World, and the world holds what acts. Services names the type of all that main puts
      // together, and what is in it works with Services.
      name: 'no-cycles-of-types',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { pathNot: '^src/services\\.ts$' } },
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
