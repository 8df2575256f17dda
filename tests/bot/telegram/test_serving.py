"""Switching Telegram on: only with the administrator's word, never with the token in what is printed."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.redaction import without
from bot.settings import Settings
from tests.bot.telegram.living import story
from tests.bot.telegram.running import SECRET, Program, environment
from tests.bot.telegram.test_kill import invited
from tests.forked import ROOT
from tests.ports import free_port
from tests.telegram.server import TelegramServer
from tests.telegram.state import TOKEN


def shenbao(*words: str, **told: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the program to its end."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT), **told},
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


def test_without_acceptance_nothing_is_switched_on(tmp_path: Path) -> None:
    """A token alone does not start the service: what Telegram means is said in both languages, and nothing is made."""
    data = tmp_path / "data"
    refused = shenbao("serve", SHENBAO_TELEGRAM_TOKEN=TOKEN, SHENBAO_DATA=str(data))
    assert refused.returncode == 2
    assert "境外服务" in refused.stderr
    assert "a service abroad" in refused.stderr
    assert TOKEN not in refused.stdout + refused.stderr
    assert not data.exists()


@pytest.mark.parametrize(
    "told",
    [
        {"SHENBAO_TELEGRAM_TOKEN": "no token at all"},
        {"SHENBAO_TELEGRAM_TOKEN": TOKEN, "SHENBAO_TELEGRAM_WEBHOOK_URL": "https://shenbao.example/telegram"},
        {"SHENBAO_TELEGRAM_TOKEN": TOKEN, "SHENBAO_TELEGRAM_WEBHOOK_SECRET": "with blanks and 中文"},
        {"SHENBAO_TELEGRAM_TOKEN": TOKEN, "SHENBAO_TELEGRAM_PROXY": "socks5://someone:password@127.0.0.1:1080"},
    ],
    ids=["token", "no secret", "secret", "proxy"],
)
def test_settings_that_cannot_be_meant_are_refused(told: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A malformed token, a webhook without secret, a strange secret, a socks proxy; the mistake shows no value."""
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError) as refused:
        Settings()
    said = str(refused.value)
    assert not any(value in said for value in told.values())


def test_a_channel_that_is_off_is_not_imported() -> None:
    """Without a token neither library is loaded, which would cost seconds."""
    names = "[n for n in ('aiogram', 'telegram') if n in sys.modules]"
    loaded = f"import sys, bot.serving, bot.channels.switching; print({names})"
    ran = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_secrets_are_left_out_however_they_are_written() -> None:
    """A token is hidden as it is, and as it stands in an address."""
    printed = f"POST /bot{TOKEN}/sendMessage; {TOKEN.replace(':', '%3A')}"
    assert without(printed, (TOKEN,)) == "POST /bot***/sendMessage; ***"


def test_the_token_is_never_printed(tmp_path: Path) -> None:
    """Not at start, not when Telegram is away, refuses the token or the request, not with every library's log on."""

    @story
    async def told() -> None:
        (token,) = invited(tmp_path / "data", 1)
        loud = "import logging; logging.basicConfig(level=logging.DEBUG)"
        (tmp_path / "sitecustomize.py").write_text(loud, "utf-8")
        path = os.pathsep.join([str(tmp_path), str(ROOT)])
        async with TelegramServer() as server:
            program = Program(server, tmp_path / "data", hook=False, anew=True, PYTHONPATH=path)
            await program.start()
            phone = server.user(7)
            phone.start(token)
            await phone.wait_for("填报助手", within=60)
            for code, description in (
                (401, "Unauthorized"),
                (400, "Bad Request"),
                (500, "Internal"),
                (409, "Conflict"),
            ):
                server.refuse(code, description, times=2)
                phone.say("进度")
                await asyncio.sleep(1.5)
            await server.down("502")
            await asyncio.sleep(1.0)
            await server.down("refuse")
            await asyncio.sleep(1.5)
            await program.end(signal.SIGTERM)
        assert len(program.printed) > 1000
        assert "telegram is not reached" in program.printed
        for secret in (server.token, server.token.partition(":")[2]):
            assert secret not in program.printed

    told()


def test_a_webhook_says_nothing_of_its_secret(tmp_path: Path) -> None:
    """Neither secret nor token is printed where updates are delivered; the web chat is served beside it."""

    @story
    async def told() -> None:
        (token,) = invited(tmp_path / "data", 1)
        async with TelegramServer() as server, Program(server, tmp_path / "data", hook=True) as program:
            phone = server.user(7)
            phone.start(token)
            await phone.wait_for("填报助手", within=60)
            assert "Telegram 已打开" in program.printed
            assert SECRET not in program.printed
            assert server.token not in program.printed

    told()


def test_an_invitation_names_the_bot(tmp_path: Path) -> None:
    """`shenbao invite` prints the link for the web and the same one for Telegram, or says that Telegram is away."""

    @story
    async def told() -> None:
        async with TelegramServer() as server:
            known = environment(server, tmp_path / "data", free_port(), hook=False)
            invite = ("invite", "--name", "王五", "--region", "临西县")
            printed = await asyncio.to_thread(shenbao, *invite, **known)
            web, telegram = printed.stdout.split()
            assert web.rpartition("/i/")[2] == telegram.rpartition("?start=")[2]
            assert telegram.startswith("https://t.me/shenbao_test_bot?start=")
            await server.down()
            away = await asyncio.to_thread(shenbao, *invite, **known)
            assert "not reached" in away.stdout
            assert server.token not in printed.stdout + printed.stderr + away.stdout + away.stderr

    told()
