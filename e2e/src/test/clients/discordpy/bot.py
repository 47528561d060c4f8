"""A bot on an unmodified discord.py that does what the test says. The protocol is in ../README.md."""

import asyncio
import json
import logging
import sys
import traceback

import discord
import yarl
from discord.gateway import DiscordWebSocket


def tell(line):
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def seen(what, **facts):
    tell({"seen": what, **facts})


def describe(message):
    return {
        "id": str(message.id),
        "channel": str(message.channel.id),
        "author": str(message.author.id),
        "content": message.content,
        "reference": str(message.reference.message_id) if message.reference else None,
    }


class Bot(discord.Client):
    """Tells the test what the library sees, and does what the test says."""

    def __init__(self):
        super().__init__(intents=discord.Intents.all())
        self.is_up = asyncio.Event()

    # What the library sees. The raw events come whether or not the message is in the library's cache.

    async def on_ready(self):
        self.is_up.set()
        seen("identified")

    async def on_resumed(self):
        seen("resumed")

    async def on_disconnect(self):
        seen("disconnected")

    async def on_message(self, message):
        seen("message", **describe(message))

    async def on_raw_message_edit(self, payload):
        seen("edited", **describe(payload.message))

    async def on_raw_message_delete(self, payload):
        seen("deleted", id=str(payload.message_id), channel=str(payload.channel_id))

    async def on_raw_reaction_add(self, payload):
        seen("reacted", message=str(payload.message_id), user=str(payload.user_id), emoji=payload.emoji.name)

    async def on_raw_reaction_remove(self, payload):
        seen("unreacted", message=str(payload.message_id), user=str(payload.user_id), emoji=payload.emoji.name)

    async def on_typing(self, channel, user, when):
        seen("typing", channel=str(channel.id), user=str(user.id))

    async def on_presence_update(self, before, after):
        seen("presence", user=str(after.id), status=str(after.status), activity=after.activity and after.activity.name)

    async def on_voice_state_update(self, member, before, after):
        seen("voice", user=str(member.id), channel=after.channel and str(after.channel.id))

    async def on_error(self, event, *args):
        # A KeyError in a parser ends up here: it is a fault of the server that the test has to know.
        seen("error", event=event, error=traceback.format_exc())

    # What the test says.

    async def login_(self, token, api, gateway):
        discord.http.Route.BASE = api + "/v10"
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway + "/")
        running = asyncio.create_task(self.start(token))
        up = asyncio.create_task(self.is_up.wait())
        done, _ = await asyncio.wait({running, up}, return_when=asyncio.FIRST_COMPLETED)
        if running in done:
            await running
        running.add_done_callback(ended)
        # on_ready waits for guilds no longer than 2 s; a busy machine may take longer.
        while any(guild.unavailable for guild in self.guilds):
            await self.wait_for("guild_available", timeout=30)
        guilds = [
            {
                "id": str(guild.id),
                "name": guild.name,
                "members": guild.member_count,
                "channels": [{"id": str(c.id), "name": c.name, "type": c.type.value} for c in guild.channels],
            }
            for guild in self.guilds
        ]
        return {"user": str(self.user.id), "guilds": guilds}

    async def channel_(self, channel):
        return self.get_channel(int(channel)) or await self.fetch_channel(int(channel))

    async def message_(self, channel, message):
        return (await self.channel_(channel)).get_partial_message(int(message))

    async def send(self, channel, content):
        return {"id": str((await (await self.channel_(channel)).send(content)).id)}

    async def reply(self, channel, message, content):
        return {"id": str((await (await self.message_(channel, message)).reply(content)).id)}

    async def edit(self, channel, message, content):
        await (await self.message_(channel, message)).edit(content=content)

    async def delete(self, channel, message):
        await (await self.message_(channel, message)).delete()

    async def pin(self, channel, message):
        await (await self.message_(channel, message)).pin()

    async def react(self, channel, message, emoji):
        await (await self.message_(channel, message)).add_reaction(emoji)

    async def unreact(self, channel, message, emoji):
        await (await self.message_(channel, message)).remove_reaction(emoji, self.user)

    async def typing(self, channel):
        await (await self.channel_(channel)).typing()

    async def presence(self, status, activity):
        await self.change_presence(status=discord.Status(status), activity=discord.Game(activity))

    async def history(self, channel, limit):
        return {"messages": [describe(m) async for m in (await self.channel_(channel)).history(limit=limit)]}

    async def pins(self, channel):
        return {"messages": [describe(m) async for m in (await self.channel_(channel)).pins()]}

    async def members(self, guild):
        members = [m async for m in self.get_guild(int(guild)).fetch_members(limit=None)]
        return {"members": [{"id": str(m.id), "name": m.name} for m in members]}

    async def voice(self, guild, channel):
        there = channel and self.get_channel(int(channel))
        await self.get_guild(int(guild)).change_voice_state(channel=there)

    async def logout(self):
        await self.close()


def ended(task):
    """The library gave up, or the test has logged it out."""
    if not task.cancelled() and task.exception():
        seen("error", event="connection", error=repr(task.exception()))


async def obey(bot, command):
    number, what = command.pop("id"), command.pop("do")
    try:
        method = {"login": bot.login_}.get(what) or getattr(bot, what)
        tell({"id": number, "ok": await method(**command) or {}})
    except Exception:
        traceback.print_exc()
        tell({"id": number, "error": traceback.format_exc()})


async def main():
    discord.utils.setup_logging(level=logging.DEBUG, handler=logging.StreamHandler(sys.stderr))
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    bot = Bot()
    obeying = set()
    while line := await reader.readline():
        command = json.loads(line)
        last = command["do"] == "logout"
        task = asyncio.create_task(obey(bot, command))
        obeying.add(task)
        task.add_done_callback(obeying.discard)
        if last:
            await task
            break


asyncio.run(main())
