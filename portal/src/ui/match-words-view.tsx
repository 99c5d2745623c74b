/** The two words that must be the same on both screens. */
export function MatchWordsView({ words }: { words: readonly [string, string] }) {
  return (
    <p className="m-mots">
      <span>{words[0]}</span> <span>{words[1]}</span>
    </p>
  );
}
