using System.Collections.Concurrent;
using GoQueue.Publishing.Composition;
using GoQueue.Publishing.Middleware;

namespace GoQueue.Publishing.Untyped;

/// <summary>
/// The plans of untyped messages. Bounded, because topics and actions come from outside the program: what is over the bound is planned for each message
/// anew. Thread-safe.
/// </summary>
internal sealed class UntypedPlans(ResolvedPublisherOptions settings, MiddlewareChain? middleware)
{
    public const int Capacity = 1024;

    private readonly ConcurrentDictionary<(string? Topic, string Action, string Version), UntypedPlan> _plans = new();

    // The first plan of a topic and action, whatever its version. The type is that of _plans, because each further one is compiled ahead of time anew.
    private readonly ConcurrentDictionary<(string? Topic, string Action, string Version), UntypedPlan> _names = new();
    private int _count;
    private int _nameCount;

    public int Count => Volatile.Read(ref _count);

    /// <summary>The plan of a message. Throws what the caller shall see where the message is not valid.</summary>
    public UntypedPlan PlanOf(GoQueueMessage message, PublishOptions? options)
    {
        UntypedValidation.Validate(message, options, settings.DefaultExchange, settings.Name);
        var key = (message.Topic, message.Action!, message.Version);
        if (_plans.TryGetValue(key, out var plan))
        {
            return plan;
        }

        plan = new UntypedPlan(
            new UntypedDescriptor { Topic = message.Topic, Action = message.Action!, Version = message.Version, Name = nameof(GoQueueMessage) }, settings)
        {
            Middleware = middleware,
        };
        plan.HasKnownNames = IsKnown(plan);
        if (Interlocked.Increment(ref _count) > Capacity || !_plans.TryAdd(key, plan))
        {
            Interlocked.Decrement(ref _count);
        }

        return plan;
    }

    /// <summary>Whether metrics may name a topic and action: the first ones may, and always the same ones.</summary>
    private bool IsKnown(UntypedPlan plan)
    {
        (string?, string, string) names = (plan.Topic, plan.Action, "");
        if (_names.ContainsKey(names))
        {
            return true;
        }

        if (Interlocked.Increment(ref _nameCount) <= Capacity && _names.TryAdd(names, plan))
        {
            return true;
        }

        Interlocked.Decrement(ref _nameCount);
        return _names.ContainsKey(names);
    }
}
