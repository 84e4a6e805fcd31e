using CsCheck;
using GoQueue.Generators.Pipeline;
using Xunit;

namespace GoQueue.Generators.Tests.Pipeline;

public sealed class StableSlotsTests
{
    private static readonly Gen<string[]> s_names = Gen.String.HashSet[0, 300].Select(names => names.ToArray());

    [Fact]
    public void The_order_of_the_input_does_not_matter() => s_names.Sample(names =>
        Assert.Equal(StableSlots.Place([.. names], name => name), StableSlots.Place([.. names.Reverse()], name => name)));

    [Fact]
    public void Every_value_has_one_slot() => s_names.Sample(names =>
        Assert.Equal(names.Order(StringComparer.Ordinal), StableSlots.Place([.. names], name => name).OfType<string>().Order(StringComparer.Ordinal)));

    [Fact]
    public void One_more_value_moves_next_to_none_of_the_others()
    {
        var names = Enumerable.Range(0, 1000).Select(i => $"Shop.Events.Event{i}").ToArray();
        var before = StableSlots.Place([.. names], name => name);

        var moved = Enumerable.Range(0, 50).Sum(i =>
        {
            var after = StableSlots.Place([.. names, $"Shop.Events.Added{i}"], name => name);
            return after.Where((name, slot) => name is not null && name != before[slot]).Count() - 1;
        });

        Assert.InRange(moved, 0, 50);
    }
}
