// grammy behind the words of script.py: JSON for what has no file, its own multipart for the rest.
// Reads one step per line, {"do": …}, and answers with one line: what grammy saw, or the refusal.
// Arguments: the repository's node_modules, the server's address, the bot's token.

import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [modules, url, token] = process.argv.slice(2);
const { Bot, GrammyError, HttpError, InputFile, InputMediaBuilder, webhookCallback } =
  createRequire(`${modules}/`)("grammy");

const bot = new Bot(token, { client: { apiRoot: url } });
const api = bot.api;
const received = [];
let listening;

bot.use((context) => {
  received.push(update(context.update));
});

const bytes = (text) => new Uint8Array(Buffer.from(text, "base64"));
const keyboard = (buttons = []) =>
  buttons.length
    ? { inline_keyboard: buttons.map((row) => row.map(([text, data]) => ({ text, callback_data: data }))) }
    : undefined;
const fresh = (date) => Number.isInteger(date) && Math.abs(Date.now() / 1000 - date) < 60;

function content(seen) {
  const file = (name, found) => ({
    file: name,
    unique: found.file_unique_id,
    size: found.file_size,
    id: found.file_id,
  });
  if (seen.document) return file(seen.document.file_name, seen.document);
  if (seen.photo) {
    const whole = seen.photo.at(-1);
    return { ...file("", whole), width: whole.width, height: whole.height, sizes: seen.photo.length };
  }
  return { kind: ["voice", "video", "sticker", "location"].find((kind) => seen[kind]) ?? "text" };
}

function message(seen) {
  const entities = seen.entities ?? seen.caption_entities ?? [];
  const rows = seen.reply_markup?.inline_keyboard ?? [];
  return {
    message: seen.message_id,
    chat: [seen.chat.id, seen.chat.type],
    from: [seen.from.id, seen.from.first_name, seen.from.is_bot],
    now: fresh(seen.date),
    edited: seen.edit_date !== undefined,
    text: seen.text ?? seen.caption ?? "",
    entities: entities.map((each) => [each.type, each.offset, each.length]),
    buttons: rows.map((row) => row.map((each) => [each.text, each.callback_data])),
    album: seen.media_group_id !== undefined,
    answers: seen.reply_to_message?.message_id ?? 0,
    moved: [seen.migrate_to_chat_id ?? 0, seen.migrate_from_chat_id ?? 0],
    joined: (seen.new_chat_members ?? []).map((each) => each.id),
    ...content(seen),
  };
}

function update(seen) {
  const head = { update: seen.update_id };
  if (seen.callback_query) {
    const query = seen.callback_query;
    return { ...head, tap: query.data, query: query.id, by: query.from.id, on: message(query.message) };
  }
  if (seen.my_chat_member) {
    const change = seen.my_chat_member;
    const states = [change.old_chat_member.status, change.new_chat_member.status];
    return { ...head, bot: states, chat: change.chat.id, by: change.from.id, now: fresh(change.date) };
  }
  const came = seen.edited_message ? "edited_message" : "message";
  return { ...head, came, ...message(seen[came]) };
}

const steps = {
  async me() {
    const me = await api.getMe();
    return [me.id, me.username, me.first_name, me.is_bot, me.can_join_groups, me.can_read_all_group_messages];
  },
  async send({ chat, text, buttons, html, answers }) {
    const replied = answers ? { message_id: answers } : undefined;
    const more = { reply_markup: keyboard(buttons), parse_mode: html ? "HTML" : undefined, reply_parameters: replied };
    return message(await api.sendMessage(chat, text, more));
  },
  async edit({ chat, message: id, text, buttons }) {
    return message(await api.editMessageText(chat, id, text, { reply_markup: keyboard(buttons) }));
  },
  async relabel({ chat, message: id, buttons }) {
    return message(await api.editMessageReplyMarkup(chat, id, { reply_markup: keyboard(buttons) }));
  },
  async recaption({ chat, message: id, caption }) {
    return message(await api.editMessageCaption(chat, id, { caption }));
  },
  delete: ({ chat, message: id }) => api.deleteMessage(chat, id),
  answer: ({ query, text }) => api.answerCallbackQuery(query, { text }),
  async document({ chat, data, name, caption }) {
    return message(await api.sendDocument(chat, new InputFile(bytes(data), name), { caption: caption || undefined }));
  },
  async photo({ chat, data, caption }) {
    const file = new InputFile(bytes(data), "photo.png");
    return message(await api.sendPhoto(chat, file, { caption: caption || undefined }));
  },
  async album({ chat, files, caption }) {
    const media = files.map((data, place) =>
      InputMediaBuilder.photo(new InputFile(bytes(data), `${place}.png`), { caption: place ? undefined : caption }),
    );
    return (await api.sendMediaGroup(chat, media)).map(message);
  },
  async again({ chat, file }) {
    return message(await api.sendDocument(chat, file));
  },
  async download({ file }) {
    const found = await api.getFile(file);
    const answer = await fetch(`${url}/file/bot${token}/${found.file_path}`);
    if (!answer.ok) throw new Error(`the download was answered with ${answer.status}`);
    const data = Buffer.from(await answer.arrayBuffer());
    return { size: data.length, sha256: createHash("sha256").update(data).digest("hex") };
  },
  action: ({ chat }) => api.sendChatAction(chat, "typing"),
  async chat({ chat }) {
    const found = await api.getChat(chat);
    return [found.id, found.type, found.first_name ?? found.title];
  },
  leave: ({ chat }) => api.leaveChat(chat),
  async menu({ commands }) {
    await api.setMyCommands(commands.map(([command, description]) => ({ command, description })));
    return (await api.getMyCommands()).map((each) => [each.command, each.description]);
  },
  async updates({ offset, wait, limit, kinds }) {
    const found = await api.getUpdates({
      offset: offset || undefined,
      timeout: wait,
      limit,
      allowed_updates: kinds?.length ? kinds : undefined,
    });
    return found.map(update);
  },
  async listen({ secret }) {
    await bot.init();
    listening = createServer(webhookCallback(bot, "http", { secretToken: secret }));
    await new Promise((resolve) => listening.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${listening.address().port}/updates`;
  },
  async received() {
    return received;
  },
  webhook: ({ url: address, secret }) =>
    api.setWebhook(address, { secret_token: secret || undefined, max_connections: 7 }),
  no_webhook: ({ drop }) => api.deleteWebhook({ drop_pending_updates: drop }),
  async webhook_info() {
    const info = await api.getWebhookInfo();
    return [Boolean(info.url), info.pending_update_count, info.max_connections ?? null, info.last_error_message ?? null];
  },
};

async function step({ do: what, ...given }) {
  try {
    return { result: await steps[what](given) };
  } catch (error) {
    if (error instanceof GrammyError) {
      const { error_code: code, description, parameters } = error;
      const { retry_after: retry = 0, migrate_to_chat_id: moved = 0 } = parameters;
      return { refused: { code, description, retry, moved } };
    }
    if (error instanceof HttpError) return { result: { broken: true } };
    return { failed: error.stack };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await step(JSON.parse(line))));
}
listening?.close();
listening?.closeAllConnections();
