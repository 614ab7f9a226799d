"""The language server with pytest-lsp's client."""
import os
import pathlib

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

SAMPLE = pathlib.Path("samples/ct-defects.json").resolve()
URI = SAMPLE.as_uri()


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[os.environ["IPSE"], "lsp"]))
async def client(lsp_client: LanguageClient):
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=client_capabilities("visual-studio-code"))
    )
    lsp_client.text_document_did_open(
        types.DidOpenTextDocumentParams(
            types.TextDocumentItem(uri=URI, language_id="json", version=1, text=SAMPLE.read_text())
        )
    )
    await lsp_client.wait_for_notification("textDocument/publishDiagnostics")
    yield
    await lsp_client.shutdown_session()


def find(client, code):
    return next(d for d in client.diagnostics[URI] if d.code == code)


async def test_diagnostics(client: LanguageClient):
    assert find(client, "json-kind").severity == types.DiagnosticSeverity.Error


async def test_hover(client: LanguageClient):
    place = find(client, "binding-required").range.start
    hover = await client.text_document_hover_async(
        types.HoverParams(types.TextDocumentIdentifier(URI), place)
    )
    assert "ImagingStudy.status" in hover.contents.value


async def test_completion(client: LanguageClient):
    place = find(client, "binding-required").range.start
    inside = types.Position(place.line, place.character + 1)
    found = await client.text_document_completion_async(
        types.CompletionParams(types.TextDocumentIdentifier(URI), inside)
    )
    assert "available" in [item.label for item in found.items]


async def test_symbols(client: LanguageClient):
    symbols = await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(types.TextDocumentIdentifier(URI))
    )
    assert symbols[0].name == "ImagingStudy"
    assert len(symbols[0].children) == 3


async def test_code_action(client: LanguageClient):
    issue = find(client, "json-kind")
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(
            types.TextDocumentIdentifier(URI), issue.range, types.CodeActionContext([issue])
        )
    )
    fix = next(a for a in actions if a.title == "Remove the quotes")
    edit = fix.edit.changes[URI][0]
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(version=2, uri=URI),
            [types.TextDocumentContentChangePartial(range=edit.range, text=edit.new_text)],
        )
    )
    await client.wait_for_notification("textDocument/publishDiagnostics")
    assert not [d for d in client.diagnostics[URI] if d.code == "json-kind" and d.range == issue.range]
