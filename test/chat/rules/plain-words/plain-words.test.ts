import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { evaluate, factsOf, hear, readSamples, type Sample, written, zone } from '../../../../sentences/evaluate.ts';
import { setNames } from '../../../../sentences/main.ts';
import { product } from '../../../../src/app/product.ts';
import { canBeButton } from '../../../../src/chat/line-verb.ts';
import { plainLine } from '../../../../src/chat/plain-line.ts';
import { parseCommandLine } from '../../../../src/chat/rules/parse-command-line.ts';
import { type IntentName, intentNames, intentOf } from '../../../../src/chat/rules/plain-words/intents.ts';
import { featuresOf } from '../../../../src/chat/rules/plain-words/model.ts';
import { parseSentence } from '../../../../src/chat/rules/plain-words/parse-sentence.ts';
import { splitSentence } from '../../../../src/chat/rules/plain-words/parsed-sentence.ts';
import {
  type Line,
  linesOfReading,
  type Reading,
  readingCommands,
  type SentenceFacts,
} from '../../../../src/chat/rules/plain-words/reading.ts';
import { mostTokens, tokensOf } from '../../../../src/chat/rules/plain-words/tokens.ts';
import { mayChange } from '../../../../src/chat/rules/spec.ts';
import { grammar, languagesByName, plainGrammar } from '../../../../src/i18n/grammar.ts';
import { parseMoment } from '../../../../src/i18n/parse-date.ts';
import { languages } from '../../../../src/kernel/languages.ts';
import { readsWell } from './reads-well.ts';

const { commands } = product;

const specs = commands.map(({ spec }) => spec);
const facts = factsOf({});
const inThread = factsOf({ thread: 'R-7K2M' });
const samples = setNames().flatMap((name) => readSamples(name).map((sample) => ({ name, sample })));

function read(say: string, where: SentenceFacts = facts): string {
  return written(parseSentence(say, where), where.now);
}

/** The first line that is offered, run or shown. */
function first(say: string, where: SentenceFacts = facts): string {
  const [line] = linesOfReading(parseSentence(say, where));
  return line ? plainLine(line, { language: 'en', timeZone: zone }, where.now) : '';
}

function commandOf(line: Line) {
  const parsed = parseCommandLine(plainLine(line, { language: 'en', timeZone: zone }, facts.now), specs, grammar);
  const command = commands.find(({ spec }) => parsed.kind === 'command' && spec.name === parsed.name);
  return parsed.kind === 'command' && command ? { parsed, command } : undefined;
}

/** Part of a line that its command does not accept as typed. */
function lostOf(line: Line, language: (typeof languages)[number], now: Date): string | undefined {
  const typed = plainLine(line, { language, timeZone: zone }, now);
  const parsed = parseCommandLine(typed, specs, grammar);
  if (parsed.kind !== 'command' || parsed.name !== line.command) return `${language}: ${typed}`;
  const taken = [...Object.values(parsed.args), ...Object.values(parsed.lists).flat()].join(' ').toLowerCase();
  const lost = line.words.find((word) => {
    if (typeof word === 'string') return !taken.includes(word.toLowerCase()) && !(word in parsed.args) && word !== 'in';
    // The part that follows a drill's machine is called its vault.
    return 'keyword' in word && word.keyword !== 'in' && !(word.keyword in parsed.args);
  });
  return lost === undefined ? undefined : `${language}: ${typed}, without ${JSON.stringify(lost)}`;
}

suite('how well it reads', () => {
  readsWell(
    'what is fresh, both languages',
    setNames().filter((name) => name.startsWith('fresh')),
  );
});

suite('whatever is said', () => {
  const words = [
    ...samples.flatMap(({ sample }, at) => (at % 40 === 0 ? sample.say.split(' ') : [])),
    ...Object.values(plainGrammar.ways).flat(),
    ...Object.values(plainGrammar.spans).flat(),
    ...['sql-01', 'web-01', 'sql 01', 'R-7K2M', 'rsv-prod', '14:00', '#2', 'because', '24 nov 02:00', 'web-o1', '?'],
  ];
  const sentence = fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((each) => each.join(' '));
  const anything = fc.oneof(sentence, fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 200 }));
  const asked = new Set(intentNames.flatMap((name) => (intentOf(name).told ? [] : intentOf(name).command)));

  function holds(reading: Reading, say: string): void {
    if (reading.kind !== 'line') assert.ok(linesOfReading(reading).length <= 3, say);
    for (const line of linesOfReading(reading)) {
      const found = commandOf(line);
      const changes = found && mayChange(found.command.spec, found.parsed.args);
      const about = `${say}: ${line.command} ${line.words.join(' ')}`;
      if (reading.kind === 'exact') {
        // One with a gap is shown to be completed, and does nothing as it stands.
        assert.ok(line.words.includes('…') || (changes ?? true), about);
        continue;
      }
      assert.ok(asked.has(line.command), about);
      if (reading.kind === 'line') assert.ok(found && !changes && readingCommands.has(line.command), about);
      // Where a word makes a line that reads into one that changes, no tap on it changes anything.
      if (found?.command.spec.sideEffect === 'none' && changes)
        assert.ok(!canBeButton(found.command, found.parsed), about);
    }
  }

  test('no sentence or question of the sets is taken for a typed line that changes something else', () => {
    const changing = samples.flatMap(({ sample }) => {
      const { say, thread } = sample;
      const line = parseCommandLine(say, specs, grammar, thread === undefined ? {} : { threadRequestId: thread });
      const spec = line.kind === 'command' && specs.find(({ name }) => name === line.name);
      return line.kind === 'command' && spec && mayChange(spec, line.args) ? [{ sample, name: line.name }] : [];
    });
    const read = evaluate(changing.map(({ sample }) => sample));
    const taken = changing.flatMap(({ sample: { say, expected }, name }, at) => {
      const got = read[at]?.got ?? '';
      const isMeant = expected.some((each) => each.replace('exact ', '').startsWith(name));
      return got.startsWith('typed ') && !isMeant ? [`${say}: ${got}`] : [];
    });
    assert.ok(changing.length > 0);
    assert.deepEqual(taken, []);
  });

  test('only what reads runs, a change is asked, a vote or a setting is told, and three lines are the most', () => {
    fc.assert(
      fc.property(anything, fc.boolean(), (said, threaded) => {
        holds(parseSentence(said, threaded ? inThread : facts), said);
      }),
      { numRuns: 2_000 },
    );
    for (const { sample } of samples) holds(parseSentence(sample.say, factsOf(sample)), sample.say);
  });

  test('every line of it is one that its command takes, with all that it says, in each language', () => {
    const whole = (reading: Reading, say: string, now: Date) => {
      for (const line of linesOfReading(reading).filter((each) => !each.words.includes('…')))
        for (const language of languages) assert.equal(lostOf(line, language, now), undefined, say);
    };
    fc.assert(
      fc.property(sentence, fc.boolean(), (said, threaded) => {
        whole(parseSentence(said, threaded ? inThread : facts), said, facts.now);
      }),
      { numRuns: 500 },
    );
    for (const { sample } of samples) {
      const where = factsOf(sample);
      whole(parseSentence(sample.say, where), sample.say, where.now);
    }
  });

  test('what asks approvers at once has no button', () => {
    for (const said of [
      'run a drill of sql-01',
      'drill web-01 every week',
      'give azure backup access to the keys of sql-01',
      'renew the drills of R-7K2M',
    ]) {
      const [line] = linesOfReading(parseSentence(said, facts));
      const found = line && commandOf(line);
      assert.ok(found, said);
      assert.ok(!canBeButton(found.command, found.parsed), `${said}: ${line.command}`);
    }
  });

  test('its work is bounded: long words are looked at whole, and long texts not at all', () => {
    const hostile = ['a'.repeat(4_000), 'a1'.repeat(2_000), 'a-'.repeat(2_000), '!'.repeat(3_999), 'ab '.repeat(2_000)];
    for (const said of [...hostile, hostile.map((each) => each.slice(0, 400)).join(' ')]) {
      const tokens = tokensOf(said).slice(0, mostTokens);
      const features = featuresOf(splitSentence(tokens, facts, { asked: false, isDrill: false }));
      assert.ok(features.length <= mostTokens * 60, `${features.length}`);
      for (const line of linesOfReading(parseSentence(said, facts)))
        assert.ok(line.words.join(' ').length <= 1_000, line.command);
    }
    assert.equal(parseSentence('restore sql-01 to last night '.repeat(1_000), facts).kind, 'unknown');
  });

  test('a machine that the person may not see is never named', () => {
    const fewer = { ...facts, machines: facts.machines.filter(({ name }) => name !== 'sql-01') };
    fc.assert(
      fc.property(sentence, (said) => {
        for (const { words: typed } of linesOfReading(parseSentence(said, fewer)))
          assert.ok(!typed.includes('sql-01'), said);
      }),
    );
  });
});

suite('nothing that was said is dropped', () => {
  /** Numbers that may stand for a spoken one: an afternoon's hour, days as hours, weeks and months as days. */
  const alike = (number: number) => [1, 7, 24, 30, 168, 720, 1 / 24].map((times) => number * times).concat(number + 12);

  /** Spoken words that are neither in a line nor reported as left out. */
  function droppedOf({ say, ...where }: Sample): string[] {
    const at = factsOf(where);
    const reading = parseSentence(say, at);
    if (reading.kind === 'unknown') return [];
    const typed = linesOfReading(reading).map((line) => plainLine(line, { language: 'en', timeZone: zone }, at.now));
    const told = [...typed, ...reading.ignored].join(' ').toLowerCase();
    const { names, times } = splitSentence(tokensOf(say), at, { asked: false, isDrill: false });
    // A time becomes the point that it means; the choice is tested below.
    const isPoint = typed.some((line) => /\d\d:\d\d/.test(line));
    const ofTimes = new Set(isPoint ? times.flatMap((time) => time.words) : []);
    const numbers = new Set((told.match(/\d+/g) ?? []).map(Number));
    const named = [...names.machines.map(({ machine }) => machine), ...names.vaults, ...names.requests, ...names.codes];
    const words = tokensOf(say).filter((_, place) => !names.taken.has(place) && !ofTimes.has(place));
    const figures = words.filter(({ text }) => /\d/.test(text) && !told.includes(text));
    const isLost = (text: string) =>
      (text.match(/[1-9]\d*/g) ?? []).some((digits) => !alike(Number(digits)).some((each) => numbers.has(each)));
    return [
      ...named.filter((name) => !told.includes(name.toLowerCase())),
      ...figures.filter(({ text }) => isLost(text)).map(({ text }) => text),
    ];
  }

  test('no name and no number, in any sentence of the sets', () => {
    const dropped = samples.flatMap(({ sample }) => droppedOf(sample).map((each) => `${sample.say}: ${each}`));
    assert.deepEqual(dropped, []);
  });

  for (const [say, left] of [
    ['restore sql-01 latest and open port 5432', ['port 5432']],
    ['is the vault rsv-prod immutable since monday', ['since monday']],
    ['restore sql-01 and mail 3 people', ['mail 3 people']],
    ['approve R-7K2M for sql-01', ['sql-01']],
  ] as const)
    test(say, () => {
      const reading = parseSentence(say, facts);
      assert.deepEqual('ignored' in reading && reading.ignored, left);
    });
});

test('a name that is like some is asked about, whoever types it', () => {
  assert.equal(read('sql-99'), '? vm sql-01');
  assert.equal(first('herstel sql-99'), first('restore sql-99'));
});

suite('a point is never guessed', () => {
  const on2 = factsOf({ at: '2026-12-02 09:10' });
  const points = [1, 2].map((day) => new Date(`2026-12-0${day}T02:00:00+01:00`));
  const december = { ...on2, points: () => points };

  for (const said of ['how is sql-99', 'status van sql-99', 'hoe gaat het met sql-99', 'toon sql-99', 'sql-99']) {
    test(`"${said}" asks about the machine of a name like it, and nothing else`, () => {
      assert.deepEqual(
        linesOfReading(parseSentence(said, facts)).map((line) => `${line.command} ${line.words[0]}`),
        ['vm sql-01'],
      );
    });
  }

  test('to a time that no point has, the last before it is offered, and said to be that', () => {
    const reading = parseSentence('restore sql-01 to 01:40', december);
    assert.ok(reading.kind === 'question');
    assert.equal(written(reading, december.now), '? restore sql-01 1 Dec 02:00');
    assert.deepEqual(reading.lastBefore, { named: new Date('2026-12-02T01:40:00+01:00'), at: points[0] });
  });

  test('of two times that are named, both are', () => {
    for (const say of ['restore sql-01 to monday or tuesday', 'zet sql-01 terug van maandag of dinsdag'])
      assert.match(read(say), /restore sql-01 2[34] Nov 02:00 \| restore sql-01 2[34] Nov 02:00/, say);
  });

  for (const [say, line] of [
    ['restore sql-01 to the twenty-second', 'restore sql-01 22 Nov 02:00'],
    ['restore sql-01 from the 22nd of november', 'restore sql-01 22 Nov 02:00'],
    ['zet sql-01 terug van de 22e november', 'restore sql-01 22 Nov 02:00'],
    ['herstel legacy-01 uit het op twee na nieuwste punt', 'restore legacy-01 #3'],
    ['restore app-01 to yesterday before lunch', 'restore app-01 24 Nov 10:00'],
    ['restore payroll to ten last night', 'restore app-01 24 Nov 22:00'],
    ['sql-01 broke yesterday at noon, put it back to the night before', 'restore sql-01 24 Nov 02:00'],
    ['sql-01 is kapot sinds gistermiddag, zet hem terug naar de nacht daarvoor', 'restore sql-01 24 Nov 02:00'],
    ['zet web-02 terug van vorige week woensdag', 'restore web-02 18 Nov 02:00'],
  ] as const)
    test(say, () => assert.equal(first(say), line));

  test('a month that is said is no other', () =>
    assert.doesNotMatch(read('restore sql-01 from the 22nd of october'), /22 Nov/));

  test('the time of a point is read as it is written, in every month and language', () => {
    const now = new Date('2026-12-31T12:00:00Z');
    for (const language of languages)
      for (let month = 0; month < 12; month += 1) {
        const at = new Date(Date.UTC(2026, month, 20, 1, 30));
        const typed = plainLine({ command: 'restore', words: ['sql-01', { at }] }, { language, timeZone: zone }, now);
        const text = typed.split(' ').slice(-3).join(' ');
        const moment = parseMoment(text, { now, timeZone: zone, language, direction: 'past' });
        assert.deepEqual(moment, { kind: 'moment', at, wholeDay: false }, typed);
      }
  });
});

suite('details of a change are carried into its line', () => {
  for (const [said, line] of [
    ['maak een backup van app-01 en bewaar hem tot vrijdag', 'backup app-01 until 2026-11-27'],
    ["I'm about to break pki-01, back it up and keep it till christmas", 'backup pki-01 until 2026-12-25'],
    ['back up web-01 first, two weeks', 'backup web-01 keep 14d'],
    ['back up both web servers and keep them a fortnight', 'backup web-01 web-02 keep 14d'],
    ['maak nog een backup van app-01, week bewaren', 'backup app-01 keep 7d'],
    ['herstel sql-01 van 21 november, alleen de disken', 'restore sql-01 21 Nov 02:00 disks only'],
    ['for sql-01 I only want its disks, point of 21 november', 'restore sql-01 21 Nov 02:00 disks only'],
    ['machine web-02 moet terug in het geïsoleerde netwerk', 'restore web-02 isolated'],
    ['protect new-01 in the test vault with policy daily-30', 'protect new-01 in rsv-test with daily-30'],
    [
      'drill sql-01 web-01 monthly between 22 and 4, two at a time',
      'drill new sql-01 web-01 monthly hours 22-4 at once 2',
    ],
    ['drill web-01 monthly and check port 443', 'drill new web-01 monthly port 443'],
    ['R-7K2M mag uit quarantaine naar subnet released', 'release R-7K2M to released'],
    ['restore only lun 0 and 1 of sql-01 from last night', 'restore sql-01 25 Nov 02:00 disks only lun 0 1'],
    ['herstel sql-01 onder de naam sql-01-proef', 'restore sql-01 as sql-01-proef'],
    ['take the hold off sql-01 and use daily-30', 'unhold sql-01 with daily-30'],
    [
      'restore sql-01 to last night isolated because INC0012345',
      'restore sql-01 25 Nov 02:00 isolated because INC0012345',
    ],
  ] as const)
    test(said, () => assert.equal(first(said), line));

  test('disks that are left out are not those that come back', () =>
    assert.doesNotMatch(read('restore all disks but lun 2 of sql-01'), / lun/));

  test('quarantine is no isolated network, in whatever words', () => {
    for (const words of plainGrammar.ways.quarantine)
      assert.equal(first(`restore sql-01 latest ${words}`), 'restore sql-01 latest quarantine', words);
    assert.ok(!plainGrammar.ways.isolated.some((words) => words.includes('quarant')));
  });

  test('a way that is denied is none', () =>
    assert.doesNotMatch(read('restore sql-01 latest without replacing anything'), /replace/));

  for (const [said, hours] of [
    ['between 2 and 4 in the afternoon', '14-16'],
    ['between 10 and 4 at night', '22-4'],
    ['from 8 to 10 in the evening', '20-22'],
    ['between noon and 2', '12-14'],
    ['between 6 and 22', '6-22'],
    ["tussen twee en vier uur 's middags", '14-16'],
  ] as const)
    test(`a drill ${said}`, () =>
      assert.equal(first(`drill sql-01 weekly ${said}`), `drill new sql-01 weekly hours ${hours}`));
});

suite('a time of day in words', () => {
  for (const [said, time] of [
    ['half acht', '07:30'],
    ['half past seven', '07:30'],
    ['half 8', '07:30 | digest daily 08:30'],
    ['kwart over drie', '03:15'],
    ['tien voor half acht', '07:20'],
    ['twenty to six', '05:40'],
    ['vijf over half negen', '08:35'],
    ['noon', '12:00'],
  ] as const)
    test(said, () => assert.equal(read(`send the digest every day at ${said}`), `exact digest daily ${time}`));
});

suite('a setting is answered with its line', () => {
  for (const [said, expected] of [
    ['praat voortaan nederlands tegen mij', 'exact settings language nl'],
    ['please answer in english in this channel', 'exact channel language en'],
    ['not dutch please, english', 'exact settings language en'],
    ['set time zone to london', 'exact settings time zone Europe/London'],
    ['only allow jobs and vms in here', 'exact channel allow jobs vms'],
    ['forget what you kept for me', 'exact settings forget'],
    ['mute sql-01 and web-01 for two hours', 'exact mute sql-01 2h | mute web-01 2h'],
    ['hou op over web-02 tot 8 uur vanochtend, 4 uurtjes stil', 'exact mute web-02 4h'],
    ['mute sql-01 until monday', 'exact mute sql-01 111h'],
    ['mute sql-01 forever', 'exact mute sql-01 until fixed | mute sql-01 30d'],
  ] as const)
    test(said, () => assert.equal(read(said), expected));

  for (const [name, language] of languagesByName)
    test(`speak ${name}`, () => assert.equal(read(`speak ${name}`), `exact settings language ${language}`));

  test('and a vote with what was said of it', () => {
    assert.equal(read('try again with a restart', inThread), 'exact retry R-7K2M restart');
    assert.equal(read('yes to R-3P9X, code 4F9C'), 'exact approve R-3P9X 4F9C');
    assert.equal(read('fine by me, 8c1d', inThread), 'exact approve R-7K2M 8C1D');
    assert.equal(read('nobody answers, break the glass INC0051200', inThread), 'exact breakglass R-7K2M INC0051200');
  });
});

suite('what begins as a line does, and is refused as one, is read as words', () => {
  const heard = (say: string) => written(hear(say, facts).reading, facts.now);
  for (const [said, expected] of [
    ['back up both web servers', /^\? backup web-01 web-02/],
    ['restore the sql box to last night', /^\? restore sql-01 25 Nov 02:00/],
    ['restore the shop', /^\? restore web-01 \| restore web-02/],
    ['what is running right now', /^status running/],
    ['vms without a backup', /^vms unprotected/],
    ['backup web-01 n web-02 now b4 i reboot, keep 2 weeks', /^\? backup web-01 web-02 keep 14d$/],
    ['restore sql-01 #3 quarantine ransomware', /^\? restore sql-01 #3 quarantine$/],
    ['restore web-01 from #2, isolated, because we compare', /^\? restore web-01 #2 isolated because we compare$/],
    ['digest every day at 8', /^exact digest daily 08:00/],
  ] as const)
    test(said, () => assert.match(heard(said), expected));

  test('but what stands as a line stays that line', () => {
    for (const said of [
      'restore sql-01 24 nov 02:00',
      'backup sql-01 keep 30d',
      'vms',
      'points sql-01 before 24 Nov 14:00',
    ])
      assert.notEqual(hear(said, facts).got, undefined, said);
  });

  test('and what is short and names nothing keeps what its command says of it', () => {
    for (const said of [
      'help nonsense',
      'restore sql-99',
      'status foo',
      'drills region pair-99',
      'oefeningen regio pair-99',
    ])
      assert.equal(hear(said, facts).reading.kind, 'unknown', said);
  });
});

suite('what is read', () => {
  for (const [say, expected] of [
    ['give me the overview of the last three days', 'digest 72h'],
    ['last good point of sql-01 before half past two yesterday afternoon', 'points sql-01 before 24 Nov 14:30'],
    ['last good point of app-01 before 0130', 'points app-01 before 25 Nov 01:30'],
    ['laatste punt van sql-01 voor 1:30', 'points sql-01 before 25 Nov 01:30'],
    ['failed jobs web-02 laatste 48u', 'status web-02 failed 48h'],
    ['loopt er nu toevallig iets op web-01 sinds vanochtend', 'status web-01 running'],
    ['what can I hand the auditors about Q3', 'evidence 2026-Q3'],
    ['why is R seven K two M waiting', 'status R-7K2M'],
    ['show the drills of rsv-prod', 'drills rsv-prod'],
    ['hoe zet ik een hold op een machine', 'help hold'],
  ] as const)
    test(say, () => assert.equal(first(say), expected));

  test('of "half 2" each is offered, as nobody knows which it is', () =>
    assert.match(read('laatste punt voor half 2 van sql-01'), /^\? .*before 25 Nov 02:30 \| .*before 25 Nov 01:30/));

  test('what is not understood to the end is asked, even where it only reads', () => {
    assert.equal(parseSentence('is the vault rsv-prod immutable', facts).kind, 'line');
    assert.equal(parseSentence('is the vault rsv-prod immutable since monday', facts).kind, 'question');
  });

  test('a time as machines write it is a day and an hour', () =>
    assert.equal(read('please restore sql-01 of 2026-11-24T02:00'), read('please restore sql-01 of 2026-11-24 02:00')));
});

test('every meaning has a command, and sentences that teach it', () => {
  const taught = new Set<IntentName>(samples.flatMap(({ sample }) => sample.meant));
  for (const name of intentNames) {
    const { command } = intentOf(name);
    assert.ok(name === 'nothing' || specs.some((spec) => spec.name === command), name);
    assert.ok(taught.has(name), name);
  }
});
