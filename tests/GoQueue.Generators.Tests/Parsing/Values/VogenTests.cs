using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GoQueue.Generators.Tests.Parsing.Values;

/// <summary>
/// Value objects of Vogen in the same project: this generator sees their attribute and calls what Vogen will write. What Vogen
/// really writes is compiled in <c>GoQueue.PackageTests</c>.
/// </summary>
public sealed class VogenTests
{
    private const string Attributes = """
        namespace Vogen
        {
            [System.AttributeUsage(System.AttributeTargets.All)] public class ValueObjectAttribute(System.Type? underlyingType = null) : System.Attribute { public System.Type? Type => underlyingType; }
            [System.AttributeUsage(System.AttributeTargets.All)] public class ValueObjectAttribute<T> : System.Attribute;
            [System.AttributeUsage(System.AttributeTargets.Assembly)] public class VogenDefaultsAttribute(System.Type? underlyingType = null) : System.Attribute { public System.Type? Type => underlyingType; }
        }
        """;

    [Fact]
    public void What_Vogen_will_write_is_called()
    {
        var run = GeneratorRun.OfBroken(Attributes, """
            using GoQueue;
            using Vogen;
            [assembly: VogenDefaults(typeof(long))]
            [ValueObject<Guid>] public readonly partial struct OrderId;
            [ValueObject(typeof(string))] public partial class Name;
            [ValueObject] public partial record struct Number;
            [GoQueueEvent("t", "order.{Id}.placed", "1.0")] public sealed partial record OrderPlaced(OrderId Id, [OrderingKey] Number Number, Name Name, OrderId? Other, Dictionary<OrderId, Name?> ByKey);
            """);

        // What is missing is what Vogen writes, and nothing else.
        Assert.All(run.Output.GetDiagnostics().Where(static found => found.Severity == DiagnosticSeverity.Error), static found =>
        {
            Assert.True(found.Id is "CS1061" or "CS0117", found.ToString());
            Assert.Matches("'(OrderId|Name|Number)' does not contain a definition for '(Value|From)'", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        });
        var text = string.Concat(run.Files.Values);
        Assert.Contains("global::OrderId.From(value)", text, StringComparison.Ordinal);
        Assert.Contains("JsonMetadataServices.Int64Converter", text, StringComparison.Ordinal);
        Assert.Contains("$\"order.{value.Id.Value}.placed\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public Task Value_objects_that_Vogen_does_not_write_as_one_value_are_refused() => RuleTest.Of(JsonDiagnostics.ForeignMembers, Attributes, """
        using GoQueue;
        [Vogen.ValueObject<DateTime>] public readonly partial struct When;
        [Vogen.ValueObject<Guid>] public readonly partial struct {|CS1061:|}OrderId;
        [Other.ValueObject<Guid>] public readonly partial struct OtherId;
        namespace Other { [AttributeUsage(AttributeTargets.All)] public sealed class ValueObjectAttribute<T> : Attribute; }
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E({|GQ3016:When|} A, {|GQ3016:OtherId|} B);
        """.Replace("{|CS1061:|}", "", StringComparison.Ordinal));
}
