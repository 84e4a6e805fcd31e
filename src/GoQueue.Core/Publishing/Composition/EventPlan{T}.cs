using GoQueue.Delivery.Operations;
using GoQueue.Generated.Routing.Rules;
using GoQueue.Generated.Validation;
using GoQueue.Messages;

namespace GoQueue.Publishing.Composition;

/// <summary>The plan of one typed event, and its pool of contexts.</summary>
/// <typeparam name="T">The event.</typeparam>
internal sealed class EventPlan<T> : EventPlan
    where T : IGoQueueEvent<T>
{
    // As many as may be between "rented" and "frozen" at once: threads, plus publishes that wait in a middleware.
    private const int PoolCapacity = 1024;

    private readonly IdlePool<PublishContext<T>> _idle = new(PoolCapacity);
    private readonly int _declaredDots;

    public EventPlan(EventDescriptor<T> descriptor, ResolvedPublisherOptions settings)
        : base(descriptor, settings)
    {
        Descriptor = descriptor;
        _declaredDots = DotsOf(descriptor.Action);
    }

    public EventDescriptor<T> Descriptor { get; }

    public override bool HasRenderedRoutingKey => Descriptor.RoutingKey is not null;

    /// <summary>Checks the event and makes its context. Throws what the caller shall see; nothing is rented then.</summary>
    public PublishContext<T> Begin(T message, PublishOptions? options, CancellationToken cancellationToken)
    {
        // A struct has no derived types, and asking for its type would box it.
        if (!typeof(T).IsValueType && message!.GetType() != typeof(T))
        {
            throw new MessageRefusedException(
                IdentityOf(options?.MessageId),
                attempts: 0,
                $"A {message.GetType()} was published as {Descriptor.Name}: members of the derived type would be lost; annotate the derived type and publish it as itself, or seal {Descriptor.Name}.");
        }

        if (Validates)
        {
            Validate(message, options);
        }

        var context = Rent();
        context.Message = message;
        context.Topic = context.Exchange = Topic;
        context.Action = Action;
        context.Version = Version;
        context.RoutingKey = Descriptor.RoutingKey is { } render ? Render(render, message, options) : Action;
        context.MessageId = options?.MessageId ?? (context.GeneratedId = MessageIds.Next(Settings.Time));
        context.Timestamp = options?.Timestamp ?? Settings.Time.GetUtcNow();
        context.Mandatory = Mandatory;
        context.Timeout = Timeout;
        context.CancellationToken = cancellationToken;
        context.OrderingKey = options?.OrderingKey ?? Descriptor.OrderingKey?.Invoke(message);
        foreach (var (name, value) in Settings.DefaultHeaders)
        {
            context.Headers[name] = value;
        }

        Descriptor.HeaderWriter?.Invoke(message, context.Headers);
        if (options is not null)
        {
            CallOptions.Apply(options, context);
        }

        context.Priority = PriorityRules.Of(options, context.Headers, Priority);

        return context;
    }

    public void Return(PublishContext<T> context) => _idle.Add(context);

    // Only what a template made: a key that middleware sets is what its author wants.
    private string Render(Func<T, string> render, T message, PublishOptions? options)
    {
        var key = render(message);
        if (!Descriptor.AllowsEmptyWords && RoutingKeyRule.Check(key) is RoutingKeyFault.EmptyWord or RoutingKeyFault.Empty)
        {
            var identity = IdentityOf(options?.MessageId);
            var cause = key.AsSpan().Count('.') > _declaredDots
                ? $"because the value of a member that '{Action}' binds begins or ends with a dot, or holds two side by side; correct the value"
                : $"because a member that '{Action}' binds is null or empty; give it a value";
            throw new MessageRefusedException(
                identity,
                attempts: 0,
                $"{Descriptor.Name}, {identity}, was not sent: its routing key has an empty word, {cause}, or set AllowEmptyWords on the event's attribute.");
        }

        if (!Descriptor.AllowsDotsInValues && key.AsSpan().Count('.') > _declaredDots)
        {
            var identity = IdentityOf(options?.MessageId);
            throw new MessageRefusedException(
                identity,
                attempts: 0,
                $"{Descriptor.Name}, {identity}, was not sent: the value of a member that '{Action}' binds holds a dot, which begins a further word of the routing key, so that the value would choose the route; send a value without dots, or set AllowDotsInValues on the event's attribute.");
        }

        return key;
    }

    /// <summary>The dots of an action outside of its placeholders.</summary>
    private static int DotsOf(string action)
    {
        var dots = 0;
        var inside = false;
        foreach (var c in action)
        {
            inside = c == '{' || (inside && c != '}');
            dots += c == '.' && !inside ? 1 : 0;
        }

        return dots;
    }

    private void Validate(T message, PublishOptions? options)
    {
        if (Descriptor.Validator is not { } validator)
        {
            return;
        }

        var failures = new ValidationFailures();
        validator(message, ref failures);
        if (failures.Count > 0)
        {
            throw new EventValidationException(IdentityOf(options?.MessageId), Descriptor.Name, failures.ToList());
        }
    }

    private PublishContext<T> Rent() => _idle.TryTake(out var context) ? context : new PublishContext<T>(this);
}
