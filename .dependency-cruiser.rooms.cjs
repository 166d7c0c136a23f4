// The rooms of docs/architecture.md, lowest first. An import goes down, or along one of the lists below.
const rows = [
  ['kernel'],
  ['config', 'i18n', 'telemetry'],
  ['azure', 'store', 'teams', 'ui'],
  ['access', 'errors', 'machines', 'pager', 'people'],
  ['approval', 'requests'],
  ['chat', 'saga'],
  [
    'audit',
    'backup',
    'by-hand',
    'check',
    'doctor',
    'drills',
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
  ['approval', 'requests', 'a vote is about a request'],
  ['backup', 'protection', 'a backup may wait for access to keys'],
  ['by-hand', 'restore', 'lines go on from what a restore has made'],
  ['chat', 'saga', 'a turn brings what requests are carried out with'],
  ['check', 'notifications', 'what a vault no longer backs up is told where it was subscribed to'],
  ['check', 'restore', 'a check makes the plan that a restore would'],
  ['cli', 'features', 'evidence reads the plans of all kinds of requests, and a policy names what they are'],
  ['doctor', 'restore', "a drill's place is judged as before a drill"],
  ['drills', 'notifications', 'a drill that failed is a problem like a failed backup'],
  ['drills', 'restore', 'a drill is a restore to another place, which is deleted again'],
  ['leftovers', 'restore', 'what is left is what a restore made'],
  ['machines', 'access', 'machines are listed whose vault the person may read'],
  ['notifications', 'jobs', 'news are about jobs'],
  ['notifications', 'protection', 'the digest tells of a vault that is less protected than it was'],
  ['quarantine', 'protection', 'a release is asked for as a hold is'],
  ['quarantine', 'restore', 'what is released is what a restore made'],
  ['restore', 'protection', 'a form that asks for a reason keeps the plan of a release'],
  ['requests', 'approval', 'the card of a request shows how it is decided'],
  ['teams', 'azure', 'whatever leaves the process goes out in one way'],
];

// What a room knows of one above it, and why: types alone, or rules too, which are pure and so name nothing of that room
// that acts. No rule does.
const upward = [
  ['store', 'errors/rules/', 'rules', 'what went wrong is kept by its entry in the catalogue of errors'],
  ['approval', 'chat/turn.ts', 'types', 'whoever answers names what came in'],
  ['i18n', 'errors/rules/', 'types', 'a code has its text in every language, which the compiler asks for'],
  ['requests', 'chat/turn.ts', 'types', 'whoever answers names what came in'],
];

// Commands are what people type, and stand on top: they may know the way in, whatever their room, and what this says
// besides. Nothing knows them but the `index.ts` of rooms, which say what each brings and may know as much.
const commandsKnow = [
  ['machines', 'protection', 'a machine is shown with what may be done to protect it'],
  ['machines', 'restore', 'a machine is shown with the copies of it in quarantine'],
];

/** The row of the way in. */
const wayIn = rows.findIndex((row) => row.includes('chat'));

module.exports = { rows, between, upward, commandsKnow, wayIn };
