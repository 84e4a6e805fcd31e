using GoQueue.Messages;

namespace GoQueue.Publishing.Routing;

/// <summary>One rule of a router: messages that match both patterns go to a publisher. Null = any.</summary>
internal sealed record Route(string? Topic, string? Action, string To)
{
    public bool Matches(string topic, string action) =>
        (Topic is null || TopicPattern.Matches(Topic, topic)) && (Action is null || TopicPattern.Matches(Action, action));

    /// <summary>For people: <c>topic user.*, action order.#</c>.</summary>
    public override string ToString() => Topic is null ? $"action {Action}" : Action is null ? $"topic {Topic}" : $"topic {Topic}, action {Action}";
}
