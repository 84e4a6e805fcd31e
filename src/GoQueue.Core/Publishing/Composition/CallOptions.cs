namespace GoQueue.Publishing.Composition;

/// <summary>What a call's own options change in its context: they win over the event's and the publisher's.</summary>
internal static class CallOptions
{
    public static void Apply(PublishOptions options, PublishContext context)
    {
        context.CorrelationId = options.CorrelationId;
        context.CausationId = options.CausationId;
        context.ReplyTo = options.ReplyTo;
        context.Expiration = options.Expiration;
        context.Timeout = options.Timeout ?? context.Timeout;
        context.Mandatory = options.Mandatory ?? context.Mandatory;
        if (options.ExistingHeaders is { } headers)
        {
            foreach (var (name, value) in headers.Entries)
            {
                context.Headers[name] = value;
            }
        }
    }
}
