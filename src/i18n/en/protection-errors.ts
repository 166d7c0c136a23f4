export const protectionErrors = {
  'no-vault-visible': {
    message: "Your Azure roles don't let you read any vault here.",
    remedy: 'Ask an owner of the vault for a role with the right to {{right}}.',
  },
} as const;
