// The ranks of docs/architecture.md, highest first: an import may skip ranks but never goes up or sideways
// between two ranks of the same line. config and log import nothing of ours and may be imported anywhere.
const ranks = [
  ['^src/main\\.ts$'],
  ['^src/commands/'],
  ['^src/workflows/'],
  ['^src/services/'],
  ['^src/azure/', '^src/teams/', '^src/store/', '^src/cards/'],
  ['^src/text/'],
  ['^src/domain/'],
];

const forbidden = ranks.flatMap((rank, index) => {
  const above = ranks.slice(0, index).flat();
  return rank.map((path) => ({
    name: `imports-go-down ${path}`,
    severity: 'error',
    from: { path },
    to: { path: [...above, ...rank.filter((other) => other !== path)] },
  }));
});

module.exports = {
  forbidden: [
    // teams/ stands in two ranks: its routes call commands, its client is called by workflows.
    ...forbidden.map((rule) =>
      rule.from.path === '^src/teams/' ? { ...rule, from: { path: '^src/teams/', pathNot: '^src/teams/routes\\.ts$' } } : rule,
    ),
    {
      name: 'routes-import-commands-only',
      severity: 'error',
      from: { path: '^src/teams/routes\\.ts$' },
      to: { path: ['^src/main\\.ts$', '^src/workflows/', '^src/azure/', '^src/store/'] },
    },
    { name: 'only-main-starts-routes', severity: 'error', from: { path: '^src/', pathNot: '^src/main\\.ts$' }, to: { path: '^src/teams/routes\\.ts$' } },
    { name: 'config-and-log-import-nothing', severity: 'error', from: { path: '^src/(config|log)\\.ts$' }, to: { path: '^src/' } },
    { name: 'src-knows-no-sandbox', severity: 'error', from: { path: '^src/' }, to: { path: '^(sandbox|test|bench)/' } },
    {
      name: 'sandbox-imports-only-start',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^src/', pathNot: '^src/main\\.ts$' },
    },
    { name: 'only-bot-imports-start', severity: 'error', from: { path: '^sandbox/', pathNot: '^sandbox/bot\\.ts$' }, to: { path: '^src/' } },
    {
      name: 'bot-framework-stops-at-teams',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/teams/' },
      to: { path: 'node_modules/(botbuilder|botframework|@microsoft/teams-ai|restify|@types/restify)' },
    },
    {
      name: 'azure-sdk-stops-at-azure',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(azure/|main\\.ts|teams/)' },
      to: { path: 'node_modules/@azure/' },
    },
    { name: 'database-stops-at-store', severity: 'error', from: { path: '^src/', pathNot: '^src/store/' }, to: { path: 'node_modules/(kysely|pg|pg-boss|@electric-sql)/' } },
    { name: 'domain-is-pure', severity: 'error', from: { path: '^src/domain/' }, to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' } },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'], extensions: ['.ts', '.js', '.json'] },
  },
};
