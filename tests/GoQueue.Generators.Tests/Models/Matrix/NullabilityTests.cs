using Xunit;

namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>Null in generated files: no warning, and a verdict that depends on the member's own type alone.</summary>
public sealed class NullabilityTests
{
    private const string Page = "public sealed record Page<T>(T Item, System.Collections.Generic.List<T>? More = null);";

    [Theory]
    [InlineData("[GoQueueEvent(\"a\", \"a\", \"1.0\")] public sealed partial record E(Page<string> A, Page<string?> B);")]
    [InlineData("[GoQueueEvent(\"a\", \"a\", \"1.0\")] public sealed partial record E(Page<string?> B, System.Collections.Generic.Dictionary<string, Page<string>?> A);")]
    [InlineData("[GoQueueEvent(\"a\", \"a\", \"1.0\")] public sealed partial record E(Page<Page<string?>> A, Page<Page<string>?>? B, Page<string?>[] C, Page<string[]?> D);")]
    [InlineData("public sealed class MyRule(int number, object? value, params object?[]? more) : ValidationAttribute { public object? P { get; set; } } [GoQueueEvent(\"a\", \"a\", \"1.0\")] public sealed partial record E([MyRule(1, null)] int A, [MyRule(1, null, null)] int B, [MyRule(1, null, 1, null, P = null)] int C);")]
    [InlineData("#nullable disable\npublic sealed class MyRule(string value) : ValidationAttribute;\n#nullable enable\n[GoQueueEvent(\"a\", \"a\", \"1.0\")] public sealed partial record E([MyRule(null)] int A);")]
    [InlineData("public static class R { public static string? Text => null; } [GoQueueEvent(\"a\", \"a\", \"1.0\")] public sealed partial record E([Range(1, 2, ErrorMessageResourceType = typeof(R), ErrorMessageResourceName = \"Text\"), Display(ResourceType = typeof(R), Name = \"Text\")] int A);")]
    [InlineData("[GoQueueEvent(\"a\", \"a\", \"1.0\")] public sealed partial record E(string? A) { [Compare(\"A\")] public string B { get; init; } = \"\"; [OrderingKey] public string? C { get; init; } [EventHeader(\"h\")] public string? D { get; init; } }")]
    [InlineData("public interface IKeyed<TKey> where TKey : notnull { TKey Key { get; } } public sealed record Item<T>([property: Required] T Key) : IKeyed<T> where T : notnull; [GoQueueEvent(\"a\", \"a\", \"1.0\")] public sealed partial record E(Item<string> A, Item<int> B);")]
    [InlineData("[GoQueueEvent(\"a\", \"a\", \"1.0\")] public sealed partial record E(int Id) { [System.Diagnostics.CodeAnalysis.AllowNull, StringLength(3)] public string A { get; init; } = \"\"; [System.Diagnostics.CodeAnalysis.MaybeNull, Required] public string B { get; init; } = \"\"; }")]
    public void Generated_files_have_no_nullable_warning(string source) => EventCase.Compile($"{Page}\n{source}");

    [Theory]
    [InlineData("Page<string?> B", "B")]
    [InlineData("Page<string> A, Page<string?> B", "B")]
    [InlineData("Page<string?> B, Page<string> A", "B")]
    [InlineData("System.Collections.Generic.List<Page<string>>? A, Page<Page<string?>>? C, Page<string?> B", "B")]
    public void Null_where_the_type_argument_admits_it_is_valid_whatever_other_members_there_are(string members, string member)
    {
        using var loaded = Load(members, member, "null");

        Assert.Empty(loaded.Event.Validate(loaded.Value("Pass")));
    }

    [Theory]
    [InlineData("Page<string> A", "A")]
    [InlineData("Page<string?>? B, Page<string> A", "A")]
    [InlineData("Page<string> A, Page<string?>? B", "A")]
    public void Null_where_the_type_argument_excludes_it_is_refused_whatever_other_members_there_are(string members, string member)
    {
        using var loaded = Load(members, member, "null!");

        Assert.Equal(["A.Item"], loaded.Event.Validate(loaded.Value("Pass")).Select(static failure => failure.Path));
    }

    [Fact]
    public void Null_without_annotations_is_valid_beside_a_member_that_excludes_it()
    {
        using var loaded = EventCase.Compile($$"""
            {{Page}}
            #nullable disable
            public record Old(Page<string> Oblivious);
            #nullable enable
            [GoQueueEvent("a", "a", "1.0")] public sealed partial record E(Page<string> A, Old Old);
            public static class Values { public static E Pass() => new(new("a"), new Old(new(null!))); }
            """).Load();

        Assert.Empty(loaded.Event.Validate(loaded.Value("Pass")));
    }

    private static LoadedCase Load(string members, string member, string value)
    {
        var arguments = members.Split(", ").Select(part => part.EndsWith($" {member}", StringComparison.Ordinal) ? $"new({value})" : part.Contains('?', StringComparison.Ordinal) && !part.Contains("<string> A", StringComparison.Ordinal) ? "null" : "new(\"a\")");
        return EventCase.Compile($$"""
            {{Page}}
            [GoQueueEvent("a", "a", "1.0")] public sealed partial record E({{members}});
            public static class Values { public static E Pass() => new({{string.Join(", ", arguments)}}); }
            """).Load();
    }
}
