/** What a restore leaves behind that costs or exposes something. */
export const closing = {
  screen: {
    name: 'Screen of {{vm}}',
    shown:
      "{{id}}: this is the screen of {{vm}}, which didn't come up as it should. If it isn't waiting for anything there, type **retry {{id}} restart** to deallocate and start it, or **retry {{id}}** to look again.",
    none: "{{id}}: {{vm}} didn't come up as it should, and there's no screenshot. Look at it in the [Azure portal]({{link}}), then type **retry {{id}} restart** to deallocate and start it, or **retry {{id}}** to look again.",
    'shown-original':
      "{{id}}: this is the screen of {{vm}}, which didn't come up as it should. Once it does, type **retry {{id}}** to look again.",
    'none-original':
      "{{id}}: {{vm}} didn't come up as it should, and there's no screenshot. Look at it in the [Azure portal]({{link}}), then type **retry {{id}}** to look again.",
    'shown-once':
      "{{id}}: this is the screen of {{vm}}, which didn't come up as it should. What you see may be the cause; nothing is tried again on this copy.",
    'none-once':
      "{{id}}: {{vm}} didn't come up as it should, and there's no screenshot. Nothing is tried again on this copy.",
    'no-chat-once':
      "{{id}}: {{vm}} didn't come up as it should. I have no personal chat with you in which to show its screen. Write to me once, so that I can show the next one.",
    'no-chat':
      "{{id}}: {{vm}} didn't come up as it should. I have no personal chat with you in which to show its screen: look at it in the [Azure portal]({{link}}), or write to me once and type **retry {{id}}**.",
  },
  left: {
    disks_one: '{{count}} disk in {{group}}, which you pay for',
    disks_other: '{{count}} disks in {{group}}, which you pay for',
    threat: 'The threat that was known on {{vm}} at this point: examine what was restored before anyone uses it',
    'old-disks': 'The replaced disks in {{group}}, which you pay for',
    'disk-files_one': '{{count}} disk as a file in the staging account {{account}}, which you pay for',
    'disk-files_other': '{{count}} disks as files in the staging account {{account}}, which you pay for',
    'key-copy-perhaps':
      "Perhaps a copy of the keys in the staging account {{account}}: I couldn't tell whether the machine was encrypted",
    'key-copy': 'A copy of the keys in the staging account {{account}}: delete it once the machine runs',
    staging: 'The description of the machine in the staging account {{account}}',
  },
} as const;
