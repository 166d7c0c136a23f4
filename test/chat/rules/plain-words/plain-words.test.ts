import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { plainWordsPage } from '../../../../docs/pages/plain-words-page.ts';
import { mayBeTapped } from '../../../../src/chat/line-verb.ts';
import { parseCommandLine } from '../../../../src/chat/rules/parse-command-line.ts';
import { parseSentence } from '../../../../src/chat/rules/plain-words/parse-sentence.ts';
import type { Line, Reading } from '../../../../src/chat/rules/plain-words/reading.ts';
import { readingCommands } from '../../../../src/chat/rules/plain-words/reading-commands.ts';
import { commands } from '../../../../src/features/commands.ts';
import { grammar, plainGrammar } from '../../../../src/i18n/grammar.ts';
import { languagesByName } from '../../../../src/i18n/language-name.ts';
import { parseMoment } from '../../../../src/i18n/parse-date.ts';
import { plainLine } from '../../../../src/i18n/plain-line.ts';
import { languages } from '../../../../src/kernel/languages.ts';
import { evaluate, factsOf, hear, readSample, readSamples, written, zone } from './evaluate.ts';

const specs = commands.map(({ spec }) => spec);
const facts = factsOf({});
const inThread = factsOf({ thread: 'R-7K2M' });

/** They ask approvers at once, or are settings without a form: their line is told, and typed by whoever wants it. */
const typedOnly = new Set([
  ...['drill', 'drill new', 'drill renew', 'drill except', 'release', 'keyaccess'],
  ...['subscribe', 'unsubscribe', 'mute', 'unmute', 'on it', 'digest daily', 'digest off', 'forget'],
  ...['approvals here', 'channel private', 'channel allow', 'language', 'timezone'],
]);

/** Told how long or under which policy, a line would do more than open a form, so that it has no button either. */
function isToldMore({ words }: Line): boolean {
  return words.some(
    (word) => typeof word === 'object' && 'keyword' in word && ['with', 'keep', 'until'].includes(word.keyword),
  );
}

/** What would run or open without another word: lines, and the choices that have a button. */
function linesOf(reading: Reading): readonly Line[] {
  if (reading.kind === 'line') return [reading.line];
  if (reading.kind === 'question') return reading.choices;
  if (reading.kind === 'either') return reading.lines;
  return reading.kind === 'unknown' ? reading.nearest : [];
}

function commandOf(line: Line, language: (typeof languages)[number] = 'en') {
  const parsed = parseCommandLine(plainLine(line, { language, timeZone: zone }, facts.now), specs, grammar);
  const command = commands.find(({ spec }) => parsed.kind === 'command' && spec.name === parsed.name);
  return parsed.kind === 'command' && command ? { parsed, command } : undefined;
}

function heard(say: string, thread?: string): string {
  const where = factsOf({ ...(thread && { thread }) });
  return written(hear(say, where).reading, where.now);
}

suite('evaluation', () => {
  const samples = readSamples('set.yaml');
  const results = evaluate(samples);
  const count = (...verdicts: string[]) => results.filter(({ verdict }) => verdicts.includes(verdict)).length;

  test('there are 600 sentences and more', () => assert.ok(samples.length >= 600, `${samples.length}`));

  test('no form opens for another machine, point, place or way than meant, and nothing is decided or done', () => {
    const wrong = results.filter(({ verdict }) => verdict === 'wrong-form' || verdict === 'done');
    assert.deepEqual(
      wrong.map(({ sample, got }) => `${sample.say}: ${got}`),
      [],
    );
  });

  test('less than 2 % is read as something else', () => assert.ok(count('wrong-read') < samples.length * 0.02));

  test('90 % of what can be answered is', () => {
    const answerable = results.filter(({ sample }) => !sample.expected.includes('unknown'));
    const answered = answerable.filter(({ verdict }) => verdict === 'right' || verdict === 'asked');
    assert.ok(answered.length >= answerable.length * 0.9, `${answered.length} of ${answerable.length}`);
  });
});

// Here, where every set is read anyway.
test('docs/plain-words.md is what npm run docs writes', () => {
  const page = path.join(import.meta.dirname, '../../../../docs/plain-words.md');
  assert.equal(readFileSync(page, 'utf8'), plainWordsPage());
});

suite('what was said of it is never dropped', () => {
  for (const [said, expected] of [
    ['bring gone-01 back where it used to be, newest point', 'restore gone-01 latest in place of the original'],
    ['put a copy of web-01 where nothing can talk to it', 'restore web-01 isolated'],
    ['daily summary at half past seven', 'exact digest daily 07:30'],
    ['elke ochtend om acht uur een overzicht', 'exact digest daily 08:00'],
    ['hou je mond over dev-01 totdat het gemaakt is', 'exact mute dev-01 until fixed'],
    ['give me the overview of the last three days', 'digest 72h'],
    ["I'll carry on with his restore", 'exact takeover …'],
    ['stop posting that morning summary', 'exact digest off'],
  ] as const)
    test(said, () => assert.equal(written(parseSentence(said, facts), facts.now), expected));
});

suite('what is told is about what was named, and is not what was denied', () => {
  for (const said of ['mute sql-99 4h', 'unmute sql-99', 'stop telling us about sql-99', 'follow sql-99'])
    test(said, () => assert.doesNotMatch(written(hear(said, facts).reading, facts.now), /sql-01/));
  for (const said of [
    "don't leave web-01 out of the drills",
    'leave the drill of web-01 alone',
    'sla de oefening van web-01 niet over',
  ])
    test(said, () => assert.doesNotMatch(written(parseSentence(said, facts), facts.now), /drill except/));
  for (const said of ['do not break the glass for R-7K2M', 'breek het glas niet voor R-7K2M', "don't withdraw my vote"])
    test(said, () =>
      assert.doesNotMatch(written(parseSentence(said, facts), facts.now), /exact (?:breakglass|withdraw)/),
    );
  test('nobody answers, break the glass for R-7K2M', () =>
    assert.match(
      written(parseSentence('nobody answers, break the glass for R-7K2M', facts), facts.now),
      /exact breakglass R-7K2M/,
    ));
  test('stop de back-ups van sql-01 niet', () =>
    assert.equal(parseSentence('stop de back-ups van sql-01 niet', facts).kind, 'unknown'));
});

suite('details of a change are carried into its line', () => {
  for (const [said, expected] of [
    ['maak een backup van app-01 en bewaar hem tot vrijdag', 'backup app-01 until 2026-11-27'],
    ["I'm about to break pki-01, back it up and keep it till christmas", 'backup pki-01 until 2026-12-25'],
    ['back up both web servers and keep them a fortnight', '? backup web-01 web-02 keep 14d | backup web-01 keep 14d'],
    ['protect new-01 in the test vault with policy daily-30', 'protect new-01 in rsv-test with daily-30'],
    [
      'drill sql-01 web-01 monthly between 22 and 4, two at a time',
      'drill new sql-01 web-01 monthly hours 22-4 at once 2',
    ],
    ['R-7K2M mag uit quarantaine naar subnet released', 'release R-7K2M to released'],
    ['restore only lun 0 and 1 of sql-01 from last night', 'restore sql-01 25 Nov 02:00 disks only lun 0 1'],
    ['herstel sql-01 onder de naam sql-01-proef', 'restore sql-01 as sql-01-proef'],
    ['restore sql-01 to the twenty-second', 'restore sql-01 22 Nov 02:00'],
    ['take the hold off sql-01 and use daily-30', 'unhold sql-01 with daily-30'],
  ] as const)
    test(said, () => {
      const got = written(parseSentence(said, facts), facts.now);
      assert.ok(got === expected || got.startsWith(`${expected} |`), got);
    });
});

suite('what begins as a line does, and is refused as one, is read as words', () => {
  for (const [said, expected] of [
    ['back up both web servers', '? backup web-01 web-02'],
    ['restore the sql box to last night', '? restore sql-01 25 Nov 02:00'],
    ['restore sql-01 last night isolated', 'restore sql-01 25 Nov 02:00 isolated'],
    ['restore the shop', '? restore web-01 | restore web-02'],
    ['what is running right now', 'jobs running'],
    ['vms without a backup', 'vms unprotected'],
    ['help me restore sql-01', 'restore sql-01'],
    ['digest every day at 8', 'exact digest daily 08:00'],
    ['stop the restore of sql-01', 'exact cancel …'],
  ] as const)
    test(said, () => {
      const got = written(hear(said, facts).reading, facts.now);
      assert.ok(got === expected || got.startsWith(`${expected} |`), got);
    });

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
      'jobs foo',
      'drills region pair-99',
      'oefeningen regio pair-99',
    ])
      assert.equal(hear(said, facts).reading.kind, 'unknown', said);
  });
});

suite('a machine that is left out of drills is told by its line', () => {
  for (const [said, expected] of [
    ["don't drill sql-01 for 14 days because it moves", 'exact drill except sql-01 days 14 because it moves'],
    [
      'except app-01 from drills for 30 days because INC0012345',
      'exact drill except app-01 days 30 because INC0012345',
    ],
    ['sla pki-01 voorlopig over bij de oefeningen', 'exact drill except pki-01 …'],
  ] as const)
    test(said, () => assert.equal(written(parseSentence(said, facts), facts.now), expected));
});

suite('what happened stands before what is wanted, and the wish is read', () => {
  for (const [said, expected] of [
    ['de sql is net omgevallen kan ik die van gisteren terughalen', 'restore sql-01 24 Nov 02:00'],
    ['sql just died, whats the newest thing i have', 'vm sql-01'],
    ['dev-01 is kapot, maak eerst een backup', 'backup dev-01'],
    ['back up web-01 and restore sql-01 from yesterday', '? backup web-01 | restore sql-01 24 Nov 02:00'],
  ] as const)
    test(said, () =>
      assert.ok(
        written(parseSentence(said, facts), facts.now).includes(expected),
        written(parseSentence(said, facts), facts.now),
      ),
    );
});

suite('a mute until a day is as long as until it begins', () => {
  for (const said of ['mute sql-01 until monday', 'houd sql-01 stil tot maandag'])
    test(said, () => assert.equal(written(parseSentence(said, facts), facts.now), 'exact mute sql-01 111h'));
});

test('a digest of one day of the week is none that there is', () => {
  for (const said of ['digest every monday at 9', 'stuur elke maandag een digest'])
    assert.notEqual(parseSentence(said, facts).kind, 'exact', said);
});

test('what is not to be done is not told as its line', () => {
  for (const said of ["don't retry it", 'niet opnieuw proberen', "don't take it over"])
    assert.notEqual(parseSentence(said, inThread).kind, 'exact', said);
});

test('another attempt and an emergency are told with what was said of them', () => {
  for (const [said, expected] of [
    ['try again with a restart', 'exact retry R-7K2M restart'],
    ['probeer het nog eens met Standard_D4s_v5', 'exact retry R-7K2M size Standard_D4s_v5'],
    ['nobody answers, break the glass INC0051200', 'exact breakglass R-7K2M INC0051200'],
  ] as const)
    assert.equal(written(parseSentence(said, inThread), facts.now), expected);
});

test('the verb of what is offered is not among what was not understood', () => {
  for (const said of ['put new-01 in rsv-prod with policy daily-30', 'put new-02 in the test vault']) {
    const reading = parseSentence(said, facts);
    assert.deepEqual('ignored' in reading ? reading.ignored : ['?'], [], said);
  }
});

suite('a time of day in words', () => {
  for (const [said, time] of [
    ['half acht', '07:30'],
    ['half past seven', '07:30'],
    ['kwart over drie', '03:15'],
    ['quarter past three', '03:15'],
    ['tien voor half acht', '07:20'],
    ['twenty to six', '05:40'],
    ['vijf over half negen', '08:35'],
    ['half negen', '08:30'],
    ['noon', '12:00'],
  ] as const)
    test(said, () =>
      assert.equal(
        written(parseSentence(`send the digest every day at ${said}`, facts), facts.now),
        `exact digest daily ${time}`,
      ),
    );
});

suite('a setting is answered with its line, and never set', () => {
  for (const [said, expected] of [
    ['praat voortaan nederlands tegen mij', 'exact language nl'],
    ['please answer in english in this channel', 'exact language en here'],
    ['set time zone to london', 'exact timezone Europe/London'],
    ['private answers may be shown here', 'exact channel private'],
    ['only allow jobs and vms in here', 'exact channel allow jobs vms'],
    ['forget what you kept for me', 'exact forget'],
    ['aanvragen mogen ook hier worden goedgekeurd', 'exact approvals here'],
    ['mute sql-01 and web-01 for two hours', 'exact mute sql-01 2h | mute web-01 2h'],
    ['not dutch please, english', 'exact language en'],
  ] as const)
    test(said, () => assert.equal(written(parseSentence(said, facts), facts.now), expected));

  for (const [name, language] of languagesByName)
    test(`speak ${name}`, () =>
      assert.equal(written(parseSentence(`speak ${name}`, facts), facts.now), `exact language ${language}`));

  test('but asking about one sets nothing', () => {
    for (const said of ['what can we use in this channel', 'who may approve here', 'wat mag ik hier'])
      assert.notEqual(parseSentence(said, facts).kind, 'exact', said);
  });
});

suite('a setting that is denied is not told as one that is wished', () => {
  for (const said of [
    "don't allow restore in this channel",
    'this channel may not use restore',
    'allow everything but restore in this channel',
    "don't allow anything in this channel",
    'in dit kanaal mag geen restore',
    'sta hier alles toe behalve restore',
    'approvals should no longer be decided in this channel',
    "I don't speak dutch",
    'geen engels graag',
    'set time zone to anything but UTC',
    "don't stop the daily digest",
    "don't mute sql-01 for two hours",
    'mute sql-01, not web-01',
    "don't forget what you kept for me",
    'vergeet niet wat je voor me bewaart',
    "i can't take sql-01",
  ])
    test(said, () => assert.notEqual(parseSentence(said, facts).kind, 'exact'));

  for (const [said, expected] of [
    ["don't show private answers in this channel", 'exact channel private off'],
    ["don't notify this channel when a backup in rsv-prod fails", 'exact unsubscribe rsv-prod'],
    ["don't send the digest every day at 7", 'exact digest off'],
    ['allow nothing but vms in this channel', 'exact channel allow vms'],
  ] as const)
    test(said, () => assert.equal(written(parseSentence(said, facts), facts.now), expected));
});

suite('the hours of a drill', () => {
  for (const [said, hours] of [
    ['between 2 and 4 in the afternoon', '14-16'],
    ['between 10 and 4 at night', '22-4'],
    ['from 8 to 10 in the evening', '20-22'],
    ['between noon and 2', '12-14'],
    ['between 6 and 22', '6-22'],
    ['between 2 and 4', '2-4'],
    ["tussen twee en vier uur 's middags", '14-16'],
  ] as const)
    test(said, () =>
      assert.equal(
        written(parseSentence(`drill sql-01 weekly ${said}`, facts), facts.now),
        `drill new sql-01 weekly hours ${hours}`,
      ),
    );
});

suite('a day is of the month that is said with it', () => {
  for (const said of ['restore sql-01 from the 22nd of november', 'zet sql-01 terug van de 22e november'])
    test(said, () => assert.equal(written(parseSentence(said, facts), facts.now), 'restore sql-01 22 Nov 02:00'));

  test('which is no other month', () =>
    assert.doesNotMatch(written(parseSentence('restore sql-01 from the 22nd of october', facts), facts.now), /22 Nov/));
});

suite('a day that is still to come has no point', () => {
  for (const said of ['restore sql-01 next friday', 'zet sql-01 komende vrijdag terug'])
    test(said, () => assert.equal(parseSentence(said, facts).kind, 'unknown'));

  test('and a backup may be kept until it', () =>
    assert.equal(
      written(parseSentence('back up sql-01 until next friday', facts), facts.now),
      'backup sql-01 until 2026-11-27',
    ));
});

suite('a list of what something is not is not the list of what it is', () => {
  for (const [said, expected] of [
    ["show me machines that aren't encrypted", 'vms'],
    ['show jobs that did not fail', 'jobs'],
    ['show me machines that are not protected', 'vms unprotected'],
  ] as const)
    test(said, () => assert.equal(written(parseSentence(said, facts), facts.now), expected));
});

test('disks that are left out are not those that come back', () => {
  const got = written(parseSentence('restore all disks but lun 2 of sql-01', facts), facts.now);
  assert.doesNotMatch(got, /lun/);
});

suite('other work is not read as ours', () => {
  for (const said of [
    'make a copy of my laptop',
    'put my mailbox back how it was last week',
    'is er nog koffie op het vierde',
    'wie heeft er wacht dit weekend',
  ])
    test(said, () => assert.equal(parseSentence(said, facts).kind, 'unknown'));
});

test('the digest looks back in hours, in which alone its command takes it', () => {
  for (const said of ['give me de digest van de laatste 3 dagen', 'digest of the last 3 days'])
    assert.equal(written(parseSentence(said, facts), facts.now), 'digest 72h', said);
});

suite('talk that a word of ours stands in is not asked about', () => {
  for (const say of ['write me a haiku about servers', 'everybody here is tired', 'it is a drill sergeant kind of day'])
    test(say, () => assert.equal(heard(say), 'unknown'));
  test('and where nobody says of which machine, that is asked', () =>
    assert.equal(
      heard('the machine has a problem, which moments can I go back to?'),
      '? jobs failed | vms | help points',
    ));
});

suite('who wants something back is asked what to restore, and told no setting', () => {
  test('whatever stands before it', () => {
    for (const say of ['SHOP IS DOWN need it back from this mornings backup', 'the shop died, bring it back please'])
      assert.match(heard(say), /^\? restore web-01\b.*restore web-02\b/, say);
    assert.match(heard("orders is corrupt, go back to last night's backup"), /^\? restore sql-01 25 Nov 02:00/);
  });

  test('and whatever is to be told of it', () =>
    assert.equal(heard('restore web-01 and tell us when it is done'), '? restore web-01 | subscribe web-01'));

  test('with where it is to go', () => {
    for (const [say, way] of [
      ['bring sql-01 from sunday night back somewhere sealed off, might still have malware on it', 'quarantine'],
      ['orders van vannacht terugzetten graag, in een eigen afgeschermd netwerkje', 'isolated'],
      ['zet sql-01 van vannacht terug in een afgeschermd netwerkje', 'isolated'],
    ] as const)
      assert.match(heard(say), new RegExp(`restore sql-01 .*${way}`), say);
  });
});

test('what is to go is not offered back', () => {
  for (const say of [
    'gooi alle herstelpunten van sql-01 weg',
    'delete all recovery points of sql-01',
    'throw away all points of sql-01',
  ])
    assert.equal(heard(say), 'unknown', say);
  assert.match(heard('i deleted the backups of sql-01 by mistake, get them back'), /undelete sql-01/);
});

suite('a yes and a no for a request are told as its vote', () => {
  for (const [say, expected] of [
    ['thumbs up from me for R-7K2M, cant type much im driving', 'exact approve R-7K2M'],
    ['R-7K2M gaat wat mij betreft niet door', 'exact reject R-7K2M'],
    ['R-7K2M is wat mij betreft akkoord, ik kan nu niet typen', 'exact approve R-7K2M'],
  ] as const)
    test(say, () => assert.equal(heard(say), expected));
  test('where something else is denied, neither', () =>
    assert.doesNotMatch(
      heard("R-7K2M looks good to me but I'm not sure about the network"),
      /exact (?:approve|reject)/,
    ));
});

test('what is asked of a machine that nobody here knows of is not answered with the machine', () => {
  for (const say of ['wat is het beheerderswachtwoord van sql-01', 'what is the admin password of sql-01'])
    assert.equal(heard(say), 'unknown', say);
});

suite('of what is said in parts, one that asks by itself is read beside other work', () => {
  test('anything waiting for me to decide? im on my phone in the train', (t) =>
    assert.equal(heard(t.name), 'requests'));
  for (const say of [
    'my laptop is dead, how do I get it back',
    'i deleted a mail from my boss, can you get my mailbox back to last week',
    'is it going to snow this weekend',
    'open a servicenow ticket for the storage team',
    'What did Azure cost us in total last month?',
  ])
    test(say, () => assert.equal(heard(say), 'unknown'));
});

suite('people say it in their own words', () => {
  for (const [say, expected] of [
    ['everybody in this channel should get your messages in Dutch', 'exact language nl here'],
    ["legacy-01 mag twee uurtjes z'n mond houden", 'exact mute legacy-01 2h'],
    ['was on holiday, wat heb ik gemist de afgelopen drie dagen', 'digest 72h'],
    ['how does that thing with the key permissions work in here', 'help keyaccess'],
    ['zijn onze kluizen wel goed dichtgetimmerd', '? vault rsv-prod | vault rsv-test'],
  ] as const)
    test(say, () => assert.equal(heard(say), expected));
});

suite('what is not to be made is not made', () => {
  for (const say of ['maak geen backup van app-01', 'take no backup of app-01'])
    test(say, () => {
      const reading = parseSentence(say, facts);
      assert.equal(reading.kind, 'unknown');
      // It is told what there is to see of the machine.
      assert.deepEqual(
        linesOf(reading).map(({ command }) => command),
        ['vm', 'points', 'jobs'],
      );
    });
});

suite('what may be meant in two ways is told in both', () => {
  for (const [say, expected] of [
    ['send the digest every day at half 8', 'exact digest daily 07:30 | digest daily 08:30'],
    ['send the digest every day at half eight', 'exact digest daily 08:30'],
    ['stuur elke dag om half acht het overzicht', 'exact digest daily 07:30'],
    ['mute sql-01 forever', 'exact mute sql-01 until fixed | mute sql-01 30d'],
    ['demp sql-01 voorgoed', 'exact mute sql-01 until fixed | mute sql-01 30d'],
  ] as const)
    test(say, () => assert.equal(heard(say), expected));
  test('a vote does not hide what stands beside it', () =>
    assert.equal(heard('restore sql-01 and approve it for me', 'R-7K2M'), 'exact restore sql-01 | approve R-7K2M'));
});

suite('a request that is spelled letter by letter', () => {
  for (const [say, expected] of [
    ['why is R seven K two M waiting', 'why R-7K2M'],
    ['waarom wacht r zeven k twee m', 'why R-7K2M'],
  ] as const)
    test(say, () => assert.equal(heard(say), expected));
});

test('a time as machines write it is a day and an hour', () =>
  assert.equal(heard('please restore sql-01 of 2026-11-24T02:00'), heard('please restore sql-01 of 2026-11-24 02:00')));

suite('the drills of what is named', () => {
  for (const [say, expected] of [
    ['show the drills of rsv-prod', 'drills rsv-prod'],
    ['how did the drill of sql-01 go', 'drills sql-01'],
    ['hoe ging de hersteltest van sql-01', 'drills sql-01'],
    ['show me the drills', 'drills'],
  ] as const)
    test(say, () => assert.equal(heard(say), expected));
});

suite('what is to stop does not begin', () => {
  for (const [said, expected] of [
    ['stop met sql-01 terugzetten', 'exact cancel …'],
    ['stop met sql-01 oefenen', 'exact cancel …'],
    ['stop the weekly drill of sql-01', 'exact withdraw …'],
    ['stop met het beveiligen van sql-01', '? protection stop sql-01'],
    ['put the restore of sql-01 on hold', 'either hold sql-01 | jobs sql-01'],
    ['hold the backups of sql-01', 'hold sql-01'],
  ] as const)
    test(said, () => assert.equal(written(parseSentence(said, facts), facts.now), expected));
});

suite('whatever is said', () => {
  const words = [
    ...Object.values(plainGrammar.concepts).flat(),
    ...Object.values(plainGrammar.ways).flat(),
    ...Object.values(plainGrammar.spans).flat(),
    ...plainGrammar.noise.slice(0, 80),
    ...['sql-01', 'web-01', 'sql 01', 'R-7K2M', 'rsv-prod', '14:00', '#2', 'because', '24 nov 02:00', 'web-o1', '?'],
  ];
  const sentence = fc
    .array(fc.constantFrom(...words), { maxLength: 12 })
    .map((each) => each.join(' ').replaceAll('…', 'sql-01'));
  const anything = fc.oneof(sentence, fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 200 }));

  test('it is read into lines that read or that take another tap, and never throws', () => {
    fc.assert(
      fc.property(anything, fc.boolean(), (said, threaded) => {
        const reading = parseSentence(said, threaded ? inThread : facts);
        for (const line of linesOf(reading)) {
          const found = commandOf(line);
          // A name with letters that no machine has may not parse; then it has no button either.
          if (found)
            assert.ok(
              typedOnly.has(line.command) || isToldMore(line) || mayBeTapped(found.command, found.parsed),
              `${said}: ${line.command}`,
            );
          else
            assert.ok(
              line.words.includes('…') || line.command !== 'restore',
              `${said}: ${written(reading, facts.now)}`,
            );
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('every line of it is one that its command takes, with all that it says', () => {
    fc.assert(
      fc.property(sentence, fc.boolean(), fc.constantFrom(...languages), (said, threaded, language) => {
        const reading = parseSentence(said, threaded ? inThread : facts);
        for (const line of reading.kind === 'exact' ? reading.lines : linesOf(reading))
          if (!line.words.includes('…')) assert.equal(lostOf(line, language, facts.now), undefined, said);
      }),
      { numRuns: 1_000 },
    );
  });

  test('what asks approvers at once has no button', () => {
    for (const said of [
      'run a drill of sql-01',
      'drill web-01 every week',
      'give azure backup access to the keys of sql-01',
      'take R-7K2M out of quarantine',
      'renew the drills of R-7K2M',
    ]) {
      const [line] = linesOf(parseSentence(said, facts));
      const found = line && commandOf(line);
      assert.ok(found, said);
      assert.ok(!mayBeTapped(found.command, found.parsed), `${said}: ${line.command}`);
    }
  });

  test('its work is bounded: a text of thousands of words is no sentence', () => {
    const reading = parseSentence('restore sql-01 to last night '.repeat(1_000), facts);
    assert.equal(reading.kind, 'unknown');
  });

  test('a slip of the finger leads to no change', () => {
    const verbs = [
      'restore',
      'backup',
      'protect',
      'hold',
      'resume',
      'release',
      'herstel',
      'beveilig',
      'approve',
      'cancel',
      'undelete',
    ];
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    // "Held" is a word of its own, and no slip.
    const known = new Set([...Object.values(plainGrammar.concepts), ...Object.values(plainGrammar.cues)].flat());
    fc.assert(
      fc.property(fc.constantFrom(...verbs), fc.nat(), fc.constantFrom(...letters), (verb, at, letter) => {
        const place = at % verb.length;
        const typed = `${verb.slice(0, place)}${letter}${verb.slice(place + 1)}`;
        fc.pre(!known.has(typed));
        const reading = parseSentence(`${typed} sql-01`, facts);
        for (const { command } of linesOf(reading)) assert.ok(readingCommands.has(command), `${typed}: ${command}`);
      }),
    );
  });

  test('a machine that the person may not see is never named', () => {
    const known = new Set(facts.machines.map(({ name }) => name));
    fc.assert(
      fc.property(sentence, (said) => {
        const fewer = { ...facts, machines: facts.machines.filter(({ name }) => name !== 'sql-01') };
        const reading = parseSentence(said, fewer);
        for (const { words: typed } of linesOf(reading)) assert.ok(!typed.includes('sql-01') || !known.has('sql-01'));
      }),
    );
  });
});

/** What of a line its command does not take as it is typed. */
function lostOf(line: Line, language: (typeof languages)[number], now: Date): string | undefined {
  const typed = plainLine(line, { language, timeZone: zone }, now);
  const parsed = parseCommandLine(typed, specs, grammar);
  if (parsed.kind !== 'command' || parsed.name !== line.command) return `${language}: ${typed}`;
  const taken = [...Object.values(parsed.args), ...Object.values(parsed.lists).flat()].join(' ').toLowerCase();
  const lost = line.words.find((word) => {
    if (typeof word === 'string') return !taken.includes(word.toLowerCase()) && !(word in parsed.args) && word !== 'in';
    // Of drills, what stands behind it is called their vault.
    return 'keyword' in word && word.keyword !== 'in' && !(word.keyword in parsed.args);
  });
  return lost === undefined ? undefined : `${language}: ${typed}, without ${JSON.stringify(lost)}`;
}

suite('a line that was read is the same line when it is typed, in each language', () => {
  for (const name of [
    'set.yaml',
    'details.yaml',
    'spoken.yaml',
    'first-late.yaml',
    'second-late.yaml',
    'third-late.yaml',
    'fourth-late.yaml',
    'fifth-late.yaml',
    'sixth-late.yaml',
    'seventh-late.yaml',
    'eighth-late.yaml',
    'ninth-late.yaml',
    'tenth-late.yaml',
    'eleventh-late.yaml',
    'first-development.yaml',
    'second-development.yaml',
    'third-development.yaml',
    'moods.yaml',
  ]) {
    test(`of ${name}`, () => {
      for (const sample of readSamples(name)) {
        const at = factsOf(sample);
        const reading = readSample(sample);
        for (const line of reading.kind === 'exact' ? reading.lines : linesOf(reading)) {
          if (line.words.includes('…')) continue;
          for (const language of languages)
            assert.equal(lostOf(line, language, at.now), undefined, `${sample.say}: ${line.command}`);
        }
      }
    });
  }

  test('of everything', () => {
    const told = (said: string) =>
      linesOf(parseSentence(said, facts)).map((line) =>
        plainLine(line, { language: 'nl', timeZone: 'UTC' }, facts.now),
      );
    assert.ok(told('hoe zet ik sql-01 terug').includes('hulp alles'));
  });

  test('of every way and every interval', () => {
    const ways = ['isolated', 'quarantine', 'beside', 'in-place', 'new-vm', 'replace', 'disks'] as const;
    const lines: Line[] = [
      ...ways.map(
        (way) => ({ command: 'restore', words: ['sql-01', { grammar: 'latest' }, { keyword: way }] }) as Line,
      ),
      ...(['weekly', 'monthly', 'quarterly'] as const).map(
        (every): Line => ({ command: 'drill new', words: ['sql-01', 'web-01', { keyword: every }] }),
      ),
      { command: 'release', words: ['R-7K2M', { keyword: 'reason' }, 'it was examined'] },
      { command: 'drill renew', words: ['R-7K2M'] },
      { command: 'subscribe', words: ['sql-01', { keyword: 'all' }] },
      { command: 'backup', words: ['sql-01', 'web-01', { keyword: 'keep' }, '14d'] },
    ];
    for (const line of lines)
      for (const language of languages) assert.equal(lostOf(line, language, facts.now), undefined, line.command);
  });
});

test('quarantine is no isolated network, in whatever words', () => {
  for (const words of plainGrammar.ways.quarantine) {
    const got = written(parseSentence(`restore sql-01 latest ${words}`, facts), facts.now);
    assert.equal(got, 'restore sql-01 latest quarantine', words);
  }
  assert.deepEqual(
    plainGrammar.ways.isolated.filter((words) => /quarant/.test(words)),
    [],
  );
});

test('how long a backup is kept is carried over or asked, wherever it is said', () => {
  for (const said of [
    'back up app-01 and keep it over the weekend',
    'back up app-01, keep it 36 hours',
    'back up app-01 before I upgrade it for 3 days',
    'back up app-01 keep it two fortnights',
    'maak een backup van app-01 en bewaar hem tot er een nieuwe is',
  ])
    assert.notEqual(parseSentence(said, facts).kind, 'line', said);
});

test('the time of a point is read as it is written, in every month and language', () => {
  const now = new Date('2026-12-31T12:00:00Z');
  for (const language of languages) {
    for (let month = 0; month < 12; month += 1) {
      const at = new Date(Date.UTC(2026, month, 20, 1, 30));
      const typed = plainLine({ command: 'restore', words: ['sql-01', { at }] }, { language, timeZone: zone }, now);
      const text = typed.split(' ').slice(-3).join(' ');
      const read = parseMoment(text, { now, timeZone: zone, language, direction: 'past' });
      assert.deepEqual(read, { kind: 'moment', at, wholeDay: false }, typed);
    }
  }
});
