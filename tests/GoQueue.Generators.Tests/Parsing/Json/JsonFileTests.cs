using GoQueue.Generators.Emission.Json;
using GoQueue.Generators.Parsing.Json;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace GoQueue.Generators.Tests.Parsing.Json;

[Covers<JsonAccessorList>]
[Covers<JsonMemberListParser>]
[Covers(typeof(JsonObjectMetadataEmitter))]
[Covers(typeof(JsonRootEmitter))]
[Covers(typeof(JsonValueEmitter))]
public sealed class JsonFileTests
{
    private const string Orders = """
        using System.Text.Json.Serialization;
        using GoQueue;
        namespace Shop.Events;

        [JsonConverter(typeof(JsonStringEnumConverter<OrderStatus>))]
        public enum OrderStatus { Pending, Paid, [JsonStringEnumMemberName("shipped-out")] Shipped = 10 }
        public readonly record struct OrderLine(string Sku, int Quantity, decimal UnitPrice);

        [GoQueueEvent("orders", "order.placed", "2.0")]
        public sealed partial record OrderPlaced(
            Guid OrderId,
            string CustomerEmail,
            DateTimeOffset PlacedAt,
            decimal Total,
            OrderStatus Status,
            IReadOnlyList<OrderLine> Lines,
            [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Coupon = null)
        {
            public string Channel { get; init; } = "web";
        }
        """;

    private const string Users = """
        using GoQueue;
        namespace Shop.Events;
        public sealed record Address(string Street, string City);
        [GoQueueEvent("users", "user.created", "1.0")]
        public sealed partial record UserCreated(Guid UserId, Address Home);
        """;

    [Fact]
    public void An_order_gets_its_metadata_and_its_writers() => Snapshot.Match(GeneratorRun.Of(Orders));

    [Fact]
    public void An_added_event_prints_itself_the_root_and_its_own_types_and_nothing_else()
    {
        var run = GeneratorRun.Of(Orders, Users);

        var second = run.After(run.Input.AddSyntaxTrees(CSharpSyntaxTree.ParseText("""
            using GoQueue;
            namespace Shop.Events;
            public sealed record Parcel(string Number, Address To);
            [GoQueueEvent("orders", "order.sent", "1.0")]
            public sealed partial record OrderSent(Parcel Parcel);
            """, Sources.ParseOptions, "/src/Sent.cs")));

        second.PrintsOnly("GoQueue-Events.g.cs", "GoQueue-Json-Shop_Events_OrderSent.g.cs", "GoQueue-Json-Shop_Events_Parcel.g.cs", "GoQueue-Json.g.cs", "Shop.Events.OrderSent.g.cs");
    }

    [Fact]
    public void A_changed_nested_type_prints_itself_and_the_events_that_contain_it_only()
    {
        var run = GeneratorRun.Of(Orders, Users);

        var second = run.AfterReplacing("string City", "string City, string Country");

        second.PrintsOnly("GoQueue-Json-Shop_Events_Address.g.cs", "Shop.Events.UserCreated.g.cs");
    }

    [Fact]
    public void Hostile_names_do_no_harm() => GeneratorRun.Of(
        """
        public class JsonTypeInfo { }
        public class JsonSerializerOptions { }
        public class GeneratedJson { }
        public class Self { }
        public enum Enum { System, GoQueue }
        namespace System.Text { public class Mine { } }
        """,
        """
        using GoQueue;
        namespace Acme.System
        {
            public sealed record GoQueue(int System);
            [GoQueueEvent("t", "a", "1.0")] public sealed partial record JsonSerializerContext(GoQueue GoQueue, global::Self Self);
        }
        namespace Acme.GoQueue.Json
        {
            [GoQueueEvent("t", "b", "1.0")] public sealed partial record GeneratedJson(int Create, int Members, int Write);
        }
        [GoQueueEvent("t", "c", "1.0")] public sealed partial record Default(int @class, int value, int Value, Enum Options);
        [GoQueueEvent("t", "d", "1.0")] public sealed partial record @event(int @int, List<@event>? @new);
        """);

    [Fact]
    public void Names_that_differ_in_case_or_underscores_only_stay_apart()
    {
        var run = GeneratorRun.Of("""
            using GoQueue;
            namespace A.B { public sealed record C(int X); public sealed record Dd(int X); public sealed record DD(int X); }
            namespace A_B { public sealed record C(int X); }
            namespace A { public sealed record B_C(int X); }
            namespace N
            {
                [GoQueueEvent("t", "a", "1.0")] public sealed partial record Ee(A.B.C P, A.B.Dd Q, A.B.DD T, A_B.C R, A.B_C S);
                [GoQueueEvent("t", "b", "1.0")] public sealed partial record EE(A.B.C P);
            }
            """);

        Assert.Equal(7, run.Files.Keys.Count(name => name.StartsWith("GoQueue-Json-", StringComparison.Ordinal)));
    }

    [Fact]
    public void Generics_with_constraints_get_their_accessors() => GeneratorRun.Of("""
        using System.Text.Json.Serialization;
        using GoQueue;
        namespace Shop;
        public interface INamed { string Name { get; } }
        public sealed record Named(string Name) : INamed;
        public class Box<T, U> where T : class, INamed, new() where U : unmanaged
        {
            public T? First { get; init; }
            [JsonInclude] private U Second { get; set; }
            public class Inner<V> where V : notnull { public V Third { get; init; } = default!; }
        }
        public sealed class Thing : INamed { public string Name { get; set; } = ""; }
        [GoQueueEvent("t", "a", "1.0")] public sealed partial record E(Box<Thing, int> Box, Box<Thing, int>.Inner<string> Inner);
        """);
}
