// ipse for VS Code: starts `ipse lsp` and hands its settings over.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function activate() {
  const settings = workspace.getConfiguration("ipse");
  const server = { command: settings.get("program", "ipse"), args: ["lsp"] };
  client = new LanguageClient("ipse", "ipse", server, {
    documentSelector: [{ language: "json" }, { pattern: "**/*.ndjson" }],
    initializationOptions: settings,
    synchronize: { configurationSection: "ipse" },
  });
  client.start();
}

function deactivate() {
  return client && client.stop();
}

module.exports = { activate, deactivate };
