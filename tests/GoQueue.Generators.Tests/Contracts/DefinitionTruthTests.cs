using GoQueue.Generators.Contracts;
using Xunit;
using static GoQueue.Generators.Contracts.ContractVerdict;

namespace GoQueue.Generators.Tests.Contracts;

/// <summary>Rows that no reader and no broker can decide: what the fact means decides, and it is written down here a second time.</summary>
public sealed class DefinitionTruthTests
{
    private static readonly Dictionary<string, (ContractVerdict Forward, ContractVerdict Full, string Because)> s_meanings = new(StringComparer.Ordinal)
    {
        ["offset-changed"] = (Risky, Risky, "the instant is the same only where the reader's time zone is the publisher's"),
        ["map-key-changed"] = (Breaking, Breaking, "keys are looked up by their text"),
        ["enum-name-case"] = (Breaking, Breaking, "readers of other languages compare names exactly"),
        ["rule-tightened"] = (Compatible, Breaking, "each new value was a value before; an old one may be refused"),
        ["rule-loosened"] = (Risky, Breaking, "a new value was none before"),
        ["rule-changed"] = (Risky, Risky, "which values are new is not decidable"),
        ["ordering-key-changed"] = (Risky, Risky, "the order of messages is no part of a message"),
        ["priority-changed"] = (Compatible, Compatible, "neither bytes nor routing change"),
        ["encryption-added"] = (Breaking, Breaking, "a reader without keys cannot read"),
        ["encryption-removed"] = (Breaking, Breaking, "a reader may refuse what is not encrypted"),
        ["encryption-mark-changed"] = (Compatible, Compatible, "one mark encrypts all of the data"),
        ["opaque-changed"] = (Breaking, Breaking, "what is not known is not promised"),
        ["draft-changed"] = (Compatible, Compatible, "a draft has no consumers"),
        ["version-changed"] = (Compatible, Compatible, "nothing but the number changes"),
    };

    [Fact]
    public void The_table_says_what_the_facts_mean() => Assert.Empty(Wrong(static row => (row.Forward, row.Full)));

    [Fact]
    public void A_flipped_verdict_is_found()
    {
        foreach (var flipped in Rows())
        {
            Assert.Equal([flipped.Id], Wrong(row => (row == flipped ? row.Forward == Breaking ? Compatible : Breaking : row.Forward, row.Full)));
            Assert.Equal([flipped.Id], Wrong(row => (row.Forward, row == flipped ? row.Full == Breaking ? Compatible : Breaking : row.Full)));
        }
    }

    [Fact]
    public void Each_row_of_definitions_has_its_meaning() => Assert.Equal(Rows().Select(static row => row.Id), s_meanings.Keys);

    [Fact]
    public void Each_row_has_one_kind_of_proof() => Assert.All(ContractTable.Rows, static row => Assert.True(Enum.IsDefined(row.Evidence), row.Id));

    private static IEnumerable<ContractRow> Rows() => ContractTable.Rows.Where(static row => row.Evidence == ContractEvidence.Definition);

    private static IEnumerable<string> Wrong(Func<ContractRow, (ContractVerdict, ContractVerdict)> verdictsOf) =>
        Rows().Where(row => verdictsOf(row) != (s_meanings[row.Id].Forward, s_meanings[row.Id].Full)).Select(static row => row.Id);
}
