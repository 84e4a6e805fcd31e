using System.Collections.Immutable;
using Xunit;

namespace GoQueue.Generated.Tests.Validation;

/// <summary>Rules inside of members, elements and values by key, and the paths of what they find.</summary>
public class NestedTests
{
    private static readonly Address s_home = new("Main");
    private static readonly Line s_good = new("A");
    private static readonly Line s_bad = new("a", 0);

    [Fact]
    public void A_nested_record_is_checked_under_its_members_name()
    {
        Assert.Equal(["ShipTo.Street"], Paths(new Order(new Address("Main Street"))));
        Assert.Equal(["BillTo.Street"], Paths(new Order(s_home, new Address("Main Street"))));
        Assert.Empty(Paths(new Order(s_home, null)));
    }

    [Fact]
    public void A_missing_nested_record_is_a_failure_of_the_member()
    {
        new Order(null!).TryValidate(out var failures);
        Assert.Equal([new ValidationFailure("ShipTo", "Required", "The ShipTo field is required.")], failures);
    }

    [Fact]
    public void Elements_are_checked_under_their_index()
    {
        Line[] lines = [s_good, s_bad, s_good, s_bad];
        Assert.Equal(["Lines[1].Sku", "Lines[1].Quantity", "Lines[3].Sku", "Lines[3].Quantity"], Paths(new Order(s_home, Lines: lines)));
        Assert.Equal(["Lines[3].Sku", "Lines[3].Quantity"], Paths(new Order(s_home, Lines: [s_good, s_good, s_good, s_bad])));
        Assert.Equal(["Array[1].Sku", "Array[1].Quantity"], Paths(new Order(s_home, Array: [s_good, s_bad])));
        Assert.Equal(["Immutable[1].Sku", "Immutable[1].Quantity"], Paths(new Order(s_home, Immutable: [s_good, s_bad])));
        Assert.Equal(["Set[0].Sku", "Set[0].Quantity"], Paths(new Order(s_home, Set: [s_bad])));
        Assert.Equal(["Any[1].Sku", "Any[1].Quantity"], Paths(new Order(s_home, Any: [s_good, s_bad])));
        Assert.Equal(["Any[1].Sku", "Any[1].Quantity"], Paths(new Order(s_home, Any: new Queue<Line>([s_good, s_bad]))));
        Assert.Equal(["Grid[1][0].Sku", "Grid[1][0].Quantity"], Paths(new Order(s_home, Grid: [[s_good], [s_bad]])));
    }

    [Fact]
    public void A_null_element_is_a_failure_where_its_type_says_so()
    {
        new Order(s_home, Lines: [s_good, null!], Tags: ["a", null!, ""]).TryValidate(out var failures);
        Assert.Equal(
            [
                new ValidationFailure("Lines[1]", "Required", "The Lines field contains an element that is null."),
                new ValidationFailure("Tags[1]", "Required", "The Tags field contains an element that is null."),
            ],
            failures);
        Assert.Equal(["WithGaps[1].Sku", "WithGaps[1].Quantity"], Paths(new Order(s_home, WithGaps: [null, s_bad])));
        Assert.Equal(["Grid[0]"], Paths(new Order(s_home, Grid: [null!])));
    }

    [Fact]
    public void An_immutable_array_that_was_never_made_is_missing()
    {
        Assert.Equal(["Numbers"], Paths(new Arrays(default)));
        Assert.Empty(Paths(new Arrays([])));
        Assert.Equal(["Numbers[0]"], Paths(new Arrays([null!])));
        Assert.Empty(Paths(new Order(s_home, Immutable: default(ImmutableArray<Line>))));
        Assert.Equal(["Names"], Paths(new Order(s_home, Names: default(ImmutableArray<string>))));
    }

    [Fact]
    public void Values_by_key_are_checked_under_their_key()
    {
        Assert.Equal(["ByName[b].Sku", "ByName[b].Quantity"], Paths(new Order(s_home, ByName: new() { ["a"] = s_good, ["b"] = s_bad })));
        Assert.Equal(["ByNumber[7][1].Sku", "ByNumber[7][1].Quantity"], Paths(new Order(s_home, ByNumber: new Dictionary<int, Line[]> { [7] = [s_good, s_bad] })));
        Assert.Equal(["ByNumber[7][0].Sku", "ByNumber[7][0].Quantity"], Paths(new Order(s_home, ByNumber: new SortedList<int, Line[]> { [7] = [s_bad] })));
    }

    [Fact]
    public void Keys_of_a_sensitive_dictionary_are_not_shown()
        => Assert.Equal(["Secret[***].Sku", "Secret[***].Quantity"], Paths(new Order(s_home, Secret: new() { ["ann@example.com"] = s_bad })));

    [Fact]
    public void Structs_and_nullable_structs_are_checked()
    {
        Assert.Equal(["Place.X"], Paths(new Order(s_home, Place: new Point(200))));
        Assert.Equal(["Other.X"], Paths(new Order(s_home, Other: new Point(double.NaN))));
    }

    [Fact]
    public void A_type_that_contains_itself_is_followed()
        => Assert.Equal(
            ["Category.Children[1].Children[0].Name"],
            Paths(new Order(s_home, Category: new("a", [new("b"), new("c", [new("long")])]))));

    [Fact]
    public void A_value_that_is_nested_too_deep_is_a_failure_and_no_stack_overflow()
    {
        var category = new Category("a");
        for (var i = 1; i < 64; i++)
        {
            category = new Category("a", [category]);
        }

        Assert.Empty(Paths(new Order(s_home, Category: category)));
        for (var i = 0; i < 100_000; i++)
        {
            category = new Category("a", [category]);
        }

        new Order(s_home, Category: category).TryValidate(out var failures);
        var failure = Assert.Single(failures);
        Assert.Equal(("Depth", "The value is nested more than 64 levels deep."), (failure.Rule, failure.Message));
        Assert.StartsWith("Category.Children[0].Children[0]", failure.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void The_type_that_a_value_has_at_run_time_decides()
    {
        Assert.Equal(["Shape.Name", "Shape.Radius"], Paths(new Order(s_home, Shape: new Circle("long", 10))));
        Assert.Equal(["Shape.Name", "Shape.Radius", "Shape.Owner"], Paths(new Order(s_home, Shape: new Sphere("long", 10, "x"))));
    }

    [Fact]
    public void An_event_in_which_nothing_can_be_wrong_has_no_validator() => Assert.Null(EventDescriptor.For<Free>().Validator);

    private static IEnumerable<string> Paths<T>(T message)
        where T : IGoQueueEvent<T>
    {
        var valid = message.TryValidate(out var failures);
        Assert.Equal(valid, failures.Count == 0);
        return failures.Select(static f => f.Path);
    }
}
