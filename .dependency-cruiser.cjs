const { rows, between, upward, commandsKnow, wayIn } = require('./.dependency-cruiser.rooms.cjs');

const everyRoom = rows.flat();
const rowOf = (room) => rows.findIndex((row) => row.includes(room));
const listed = (list, from, to) => list.some(([one, other]) => one === from && other === to);
const beside = (room, other) => rowOf(other) === rowOf(room) && !listed(between, room, other);

/** The rooms that `room` may not know. */
const closed = (room) =>
  everyRoom.filter((other) => other !== room && (rowOf(other) > rowOf(room) || beside(room, other)));

/** Those that its commands may not know. */
const closedToCommands = (room) =>
  everyRoom.filter((other) => {
    if (other === room || listed(commandsKnow, room, other)) return false;
    return rowOf(other) > Math.max(wayIn, rowOf(room)) || (rowOf(room) > wayIn && beside(room, other));
  });

const inRooms = (rooms) => rooms.map((room) => `^src/${room}/`);
const paths = (entries) => entries.map(([, path]) => `^src/${path.replaceAll('.', '\\.')}`);
const commandsOfOthers = (room) => `^src/(?!${room}/)[^/]+/commands/`;

const rooms = everyRoom.flatMap((room) => {
  const up = upward.filter(([one]) => one === room);
  const types = up.filter(([, , what]) => what === 'types');
  return [
    {
      name: `rooms ${room}`,
      severity: 'error',
      from: { path: `^src/${room}/(?!rules/|commands/|index\\.ts$)` },
      to: {
        path: [...inRooms(closed(room)), '^src/[^/]+/commands/', '^src/main\\.ts$'],
        pathNot: paths(up),
      },
    },
    {
      name: `rules ${room}`,
      severity: 'error',
      from: { path: `^src/${room}/rules/` },
      to: { path: inRooms(closed(room)), pathNot: paths(up.filter(([, , what]) => what === 'rules')) },
    },
    {
      name: `commands ${room}`,
      severity: 'error',
      from: { path: `^src/${room}/commands/` },
      to: { path: [...inRooms(closedToCommands(room)), commandsOfOthers(room)] },
    },
    {
      name: `index ${room}`,
      severity: 'error',
      from: { path: `^src/${room}/index\\.ts$` },
      to: { path: inRooms(closedToCommands(room)), pathNot: '^src/features/feature\\.ts$' },
    },
    ...types.map(([, path]) => ({
      name: `types ${room} ${path}`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: paths([[room, path]]), dependencyTypesNot: ['type-only'] },
    })),
  ];
});

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
      // What a room brings is asked for by the list of rooms alone; the others take what they need from its file.
      name: 'index-is-for-the-list',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/features/' },
      to: { path: '^src/[^/]+/index\\.ts$' },
    },
    {
      name: 'src-knows-no-sandbox',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(sandbox|test|bench|sentences)/' },
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
      // acts on the world takes the World, and the world holds what acts. A turn, a command and a form are one subject.
      name: 'no-cycles-of-types',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { pathNot: '^src/chat/turn\\.ts$' } },
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
