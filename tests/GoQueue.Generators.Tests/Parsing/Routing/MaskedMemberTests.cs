using GoQueue.Generators.Tests.Harness;
using Xunit;

namespace GoQueue.Generators.Tests.Parsing.Routing;

/// <summary>
/// Every place where [Sensitive] or [Encrypted] can be written, each in a compilation of its own: what it marks is
/// shown nowhere.
/// </summary>
public sealed class MaskedMemberTests
{
    private const string Event = """[GoQueueEvent("t", "a", "1.0")] public sealed partial record """;

    public static TheoryData<string, string> Places => new()
    {
        { "([property: Sensitive] string A, int B);", "(\"zebra\", 5)" },
        { "([property: Encrypted] string A, int B);", "(\"zebra\", 5)" },
        { "([Sensitive] string A, int B);", "(\"zebra\", 5)" },
        { "([Encrypted] string A, int B);", "(\"zebra\", 5)" },
        { "([property: Sensitive] string A, [Sensitive] string B);", "(\"zebra\", \"zebra\")" },
        { "([Sensitive] string A, [property: Sensitive] string B);", "(\"zebra\", \"zebra\")" },
        { "([property: Encrypted] string A, [Sensitive] string B, [property: Sensitive] string C);", "(\"zebra\", \"zebra\", \"zebra\")" },
        { "([Sensitive] string A, int B) { public string A { get; init; } = A.Trim(); }", "(\"zebra\", 5)" },
        { "(int B) { [Sensitive] public string A { get; init; } = \"\"; }", "(5) { A = \"zebra\" }" },
        { "(int B) { [Sensitive] public required string A { get; init; } }", "(5) { A = \"zebra\" }" },
        { "(int B) { [Sensitive] public string A => \"zebra\" + B; }", "(5)" },
        { "([property: JsonIgnore, Sensitive] string A, [property: JsonPropertyName(\"x\")] [property: Sensitive] string B);", "(\"zebra\", \"zebra\")" },
        { "([property: Hidden] string A, int B); [AttributeUsage(AttributeTargets.All)] public sealed class NothingAttribute : Attribute;", "(\"zebra\", 5)" },
        { "(int B) { [JsonConstructor] public Sent([Sensitive] string a, int b) : this(b) => A = a; public string A { get; init; } = \"\"; }", "(\"zebra\", 5)" },
        { "(string A, int B) : Base(A); public abstract partial record Base([property: Sensitive] string A);", "(\"zebra\", 5)" },
        { "(string A, int B) : Base(A); public abstract partial record Base([Encrypted] string A);", "(\"zebra\", 5)" },
        { "(string A, int B) : Base(A); public abstract record Base([property: Sensitive] string A);", "(\"zebra\", 5)" },
        { "([Sensitive] string A, int B) : Base(A); public abstract record Base(string A);", "(\"zebra\", 5)" },
        { "(string A, int B) : Middle(A); public abstract record Middle([Sensitive] string A) : Base(A); public abstract record Base(string A);", "(\"zebra\", 5)" },
        { "(string A, int B) : Base<string>(A, B); public abstract partial record Base<T>([property: Sensitive] T A, int B);", "(\"zebra\", 5)" },
        { "(string A, int B) : Base<string>(A, B); public abstract record Base<T>([property: Sensitive] T A, int B);", "(\"zebra\", 5)" },
        { "(int B) : Base { [Sensitive] public override string A { get; init; } = \"\"; } public abstract record Base { public virtual string A { get; init; } = \"\"; }", "(5) { A = \"zebra\" }" },
        { "(int B) : Base { public override string A { get; init; } = \"\"; } public abstract partial record Base { [Sensitive] public virtual string A { get; init; } = \"\"; }", "(5) { A = \"zebra\" }" },
        { "(int B) : Base { public override string A { get; init; } = \"\"; } public abstract record Base { [Encrypted] public abstract string A { get; init; } }", "(5) { A = \"zebra\" }" },
        { "([Sensitive] string A, int B) : Base(\"open\") { public new string A { get; init; } = A; } public abstract record Base(string Other) { [JsonIgnore] public int A => 4; }", "(\"zebra\", 5)" },
        { "(Part A, int B); public sealed partial record Part([property: Sensitive] string C);", "(new(\"zebra\"), 5)" },
        { "(Part A, int B); public readonly partial record struct Part([property: Encrypted] string C);", "(new(\"zebra\"), 5)" },
        { "(Part<string> A, int B); public sealed partial record Part<T>([property: Sensitive] T C);", "(new(\"zebra\"), 5)" },
        { "(Outer<int>.IInner<string>.Part A, int B); public static partial class Outer<T> { public partial interface IInner<U> { public sealed partial record Part([property: Sensitive] string C); } }", "(new(\"zebra\"), 5)" },
        { "(Part A, int B); public sealed partial record Part; public sealed partial record Part { [Sensitive] public string C { get; init; } = \"\"; }", "(new() { C = \"zebra\" }, 5)" },
        { "(Part A, int B); [Encrypted] public sealed partial record Part(string C);", "(new(\"zebra\"), 5)" },
        { "(Part A, int B); [Encrypted] public abstract record Base; public sealed partial record Part(string C) : Base;", "(new(\"zebra\"), 5)" },
        { "(string A, int B) : Base; [Encrypted] public abstract record Base;", "(\"zebra\", 5)" },
        { "(string A, int B) : IPart; public interface IPart { [Sensitive] string A { get; } }", "(\"zebra\", 5)" },
        { "(string A, int B) : IPart<string>; public interface IRoot<T> { [Encrypted] T A { get; } } public interface IPart<T> : IRoot<T>;", "(\"zebra\", 5)" },
        { "(string A, int B) : Base(A); public abstract partial record Base(string A) : IPart; public interface IPart { [Sensitive] string A { get; } }", "(\"zebra\", 5)" },
        { "(string A, int B) : Base(A), IPart; public abstract record Base(string A); public interface IPart { [Sensitive] string A { get; } }", "(\"zebra\", 5)" },
        { "(Part A, int B); public readonly partial record struct Part(string C) : IPart; public interface IPart { [Sensitive] string C { get; } }", "(new(\"zebra\"), 5)" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void A_marked_member_is_masked_wherever_its_mark_is_written(string declaration, string arguments)
    {
        var loaded = LoadedEvent.Of(
            $"global using HiddenAttribute = GoQueue.SensitiveAttribute;\n{Event}Sent{declaration} public static class Sample {{ public static Sent Value => new{arguments}; }}"
            .Replace("global using", "using", StringComparison.Ordinal));

        Assert.DoesNotContain("zebra", loaded.Value.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("zebra", loaded.Logged, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(string A, [property: Sensitive] string B, int C);", "(\"a\", \"zebra\", 3)", "Sent { A = a, B = ***, C = 3 }")]
    [InlineData("([Sensitive] string A, int? B) : Base(A, 7); public abstract record Base(string A, int Other);", "(\"zebra\", null)", "Sent { A = ***, Other = 7, B =  }")]
    [InlineData("(string A) : Base(A); public abstract partial record Base([property: Sensitive] string A) { public int @class => 1; }", "(\"zebra\")", "Sent { A = ***, class = 1 }")]
    [InlineData(
        "([Sensitive] string A) : Base(A) { public new string Kind => \"new\"; } public abstract record Base(string A) { public string Kind => \"old\"; }", "(\"zebra\")",
        "Sent { A = ***, Kind = old, Kind = new }")]
    public void Members_beside_a_masked_one_are_printed_as_the_compiler_prints_them(string declaration, string arguments, string expected) => Assert.Equal(
        expected, LoadedEvent.Of($"{Event}Sent{declaration} public static class Sample {{ public static Sent Value => new{arguments}; }}").Value.ToString());

    [Fact]
    public void A_base_of_another_assembly_is_masked_by_the_record_that_derives_from_it()
    {
        var loaded = LoadedEvent.Of(
            $$"""{{Event}}Sent(string A, int B) : Base(A); public static class Sample { public static Sent Value => new("zebra", 5); }""",
            library: "public abstract record Base([property: Sensitive] string A);");

        Assert.Equal("Sent { A = ***, B = 5 }", loaded.Value.ToString());
        Assert.DoesNotContain("zebra", loaded.Logged, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(string A) : Base; [Encrypted] public abstract record Base;", "(\"a\")")]
    [InlineData("(Part A); [Encrypted] public abstract record Base; public sealed record Part(string C) : Base;", "(new(\"a\"))")]
    [InlineData("(int B) { public Part A => new(\"a\"); } public sealed partial record Part([property: Encrypted] string C);", "(1)")]
    [InlineData("(KeyValuePair<int, Part> A); public sealed partial record Part([Encrypted] string C);", "(new KeyValuePair<int, Part>(1, new(\"a\")))")]
    [InlineData("(Lazy<Part>? A = null) { [JsonIgnore] public Lazy<Part>? A { get; init; } = A; } public sealed partial record Part([Encrypted] string C);", "()")]
    [InlineData("(Dictionary<string, Part[]?> A); public sealed partial record Part([Encrypted] string C);", "(new Dictionary<string, Part[]?>())")]
    public void What_must_be_encrypted_demands_it_wherever_it_is_reached(string declaration, string arguments) => Assert.True(
        LoadedEvent.Of($"{Event}Sent{declaration} public static class Sample {{ public static Sent Value => new{arguments}; }}").RequiresEncryption);

    [Fact]
    public void An_unmarked_record_gets_no_part_and_no_demand()
    {
        var loaded = LoadedEvent.Of($$"""{{Event}}Sent(string A) : Base(A); public abstract record Base(string A); public static class Sample { public static Sent Value => new("a"); }""");

        Assert.Equal("Sent { A = a }", loaded.Value.ToString());
        Assert.False(loaded.RequiresEncryption);
    }
}
