import assert from "node:assert/strict";
import test from "node:test";
import { pieces, voiceFor } from "../src/reading/listen.js";

test("a text is read in pieces that end where sentences do, and loses nothing", () => {
  const text = "The ferry stopped. Nobody knows why! “Soon,” they said. 橋は閉まった。もう一度。";
  const found = pieces(text, 40);
  assert.deepEqual(found, ["The ferry stopped. Nobody knows why!", "“Soon,” they said. 橋は閉まった。もう一度。"]);
  assert.equal(found.join(" "), text);
  assert.deepEqual(pieces("   "), []);
});

test("a voice of the very language is taken, the device's own first, and none for a language it has not", () => {
  const voice = (lang: string, localService: boolean): SpeechSynthesisVoice =>
    ({ lang, localService, name: lang, default: false, voiceURI: lang }) as SpeechSynthesisVoice;
  const voices = [voice("pt_PT", true), voice("pt-BR", false), voice("en-US", true)];
  assert.equal(voiceFor(voices, "pt-BR")?.lang, "pt_PT");
  assert.equal(voiceFor(voices.slice(1), "pt-BR")?.lang, "pt-BR");
  assert.equal(voiceFor(voices, "en")?.lang, "en-US");
  assert.equal(voiceFor(voices, "ka"), undefined);
});
