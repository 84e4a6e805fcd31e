using GoQueue.Outbox.Relaying;
using GoQueue.Outbox.Stores;

namespace GoQueue.Outbox.Tests.Relaying;

/// <summary>Gaps are asked for until no transaction can fill them.</summary>
[Trait("Speed", "Quick")]
public sealed class GapListTests
{
    [Fact]
    public void A_gap_is_closed_when_two_generations_of_transactions_have_ended()
    {
        var gaps = new GapList();
        gaps.Add(new IdRange(5, 6));

        gaps.Advance(oldest: 100, next: 110, wasComplete: true); // notes 110
        gaps.Advance(oldest: 109, next: 120, wasComplete: true); // 109 may still fill it
        Assert.Equal(1, gaps.Count);
        gaps.Advance(oldest: 110, next: 130, wasComplete: true); // notes 130: an INSERT may have its id and no transaction id
        gaps.Advance(oldest: 129, next: 140, wasComplete: true);
        Assert.Equal(1, gaps.Count);
        gaps.Advance(oldest: 130, next: 150, wasComplete: false); // its rows may have been cut off
        Assert.Equal(1, gaps.Count);
        gaps.Advance(oldest: 131, next: 150, wasComplete: true);
        Assert.Equal(0, gaps.Count);
    }

    [Fact]
    public void A_row_that_was_read_splits_its_gap()
    {
        var gaps = new GapList();
        gaps.Add(new IdRange(1, 9));
        gaps.Add(new IdRange(11, 11));

        gaps.Fill(5);
        gaps.Fill(11);
        gaps.Fill(1);
        gaps.Fill(9);
        gaps.Fill(42);

        Assert.Equal([new IdRange(2, 4), new IdRange(6, 8)], gaps.Ranges);
    }

    [Fact]
    public void Too_many_gaps_are_merged_and_none_is_lost()
    {
        var gaps = new GapList();
        for (int i = 0; i < 50_000; i++)
        {
            gaps.Add(new IdRange(i * 2, i * 2));
        }

        Assert.InRange(gaps.Count, 1, 10_001);
        IReadOnlyList<IdRange> ranges = gaps.Ranges;
        Assert.All(Enumerable.Range(0, 500), i => Assert.Contains(ranges, range => range.Contains(i * 200)));
    }
}
