using GoQueue.Generators.Tests.Harness;
using Xunit;

namespace GoQueue.Generators.Tests.Parsing.Routing;

public sealed class MaskingTests
{
    private const string Source = """
        using GoQueue;
        namespace Shop.Events;
        [GoQueueEvent("users", "user.created", "1.0")]
        public sealed partial record UserCreated(Guid UserId, [Sensitive] string Email, [Sensitive, Encrypted] string Name, Address Home);
        public abstract partial record Place([property: Encrypted] string Secret, int @class);
        public partial record Address(string Street, string Secret, int @class) : Place(Secret, @class) { [Sensitive] public string? Door { get; init; } }
        public static partial class Orders { internal readonly partial record struct Line([Sensitive] string Sku) { public int Count { get; init; } } }
        """;

    [Fact]
    public void A_record_with_hidden_members_gets_its_PrintMembers() =>
        Snapshot.Match(GeneratorRun.Of(Source).Files.Where(file => file.Key.Contains("Masked", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal));

    [Theory]
    [InlineData("[property: Encrypted] string Secret", "")]
    [InlineData("int Number", "[Encrypted, System.Text.Json.Serialization.JsonInclude] internal string Secret { get; init; } = \"\";")]
    public void An_encrypted_member_demands_encryption_whoever_may_see_it(string parameter, string member) => Assert.Contains(
        "RequiresEncryption = true",
        GeneratorRun.Of($$"""using GoQueue; [GoQueueEvent("t", "a", "1.0")] public sealed partial record UserCreated({{parameter}}) { {{member}} }""").Files["UserCreated.g.cs"],
        StringComparison.Ordinal);

    [Fact]
    public void An_edit_of_a_masked_record_prints_it_and_the_events_that_reach_it_alone()
    {
        var run = GeneratorRun.Of(Source);
        run.AfterReplacing("string Sku", "string  Sku").PrintsNothing();

        var printed = run.AfterReplacing("public int Count", "public int Amount").Printed;

        Assert.Single(printed, name => name.Contains("Orders.Line", StringComparison.Ordinal));
        Assert.DoesNotContain(printed, name => name.Contains("UserCreated", StringComparison.Ordinal));
    }
}
