import type { Reply } from './http.ts';

type Answered = NonNullable<Reply>;

/** The Bot Connector's refusals, as Teams words them. */
export const connectorAnswers = {
  refuse(status: number, code: string, message: string): Answered {
    return { status, body: { error: { code, message } } };
  },
  noConversation(): Answered {
    return this.refuse(404, 'ConversationNotFound', 'Conversation not found.');
  },
  noActivity(): Answered {
    return this.refuse(404, 'ActivityNotFoundInConversation', 'The activity is not in this conversation.');
  },
  noMember(): Answered {
    return this.refuse(404, 'MemberNotFoundInConversation', 'Member not found.');
  },
  /** Documented of targeted messages: without a recipient, or with one in an edit. */
  badArgument(message: string): Answered {
    return this.refuse(400, 'Bad argument', message);
  },
  badSyntax(message: string): Answered {
    return this.refuse(400, 'BadSyntax', message);
  },
  tooBig(): Answered {
    return this.refuse(413, 'MessageSizeTooBig', 'Message size too large.');
  },
};
