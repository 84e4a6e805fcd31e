using GoQueue.Generators.Emission;
using GoQueue.Generators.Emission.Routing;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Tests.Harness;
using Xunit;

namespace GoQueue.Generators.Tests.Emission;

[Covers(typeof(EventEmitter))]
[Covers(typeof(EventRoutingEmitter))]
[Covers(typeof(PublishMethodEmitter))]
[Covers(typeof(TypeDeclarationParser))]
public sealed class EventFileTests
{
    [Fact]
    public void An_event_gets_its_interface_its_publish_method_and_its_manifest() => Snapshot.Match(GeneratorRun.Of("""
        using GoQueue;
        namespace Shop.Events;

        [GoQueueEvent("users", "user.created", "1.0")]
        public sealed partial record UserCreated(Guid UserId, string Email, int? Age);
        """));

    [Fact]
    public void Nested_internal_record_struct_with_named_arguments() => Snapshot.Match(GeneratorRun.Of("""
        using GoQueue;
        namespace Shop.Events;

        public static partial class Orders
        {
            public partial interface IGroup
            {
                [GoQueueEvent(Action = "order.created", Version = "2.1.3", Validate = false, Priority = EventPriority.High)]
                internal readonly partial record struct Created(int Number);
            }
        }
        """));
}
