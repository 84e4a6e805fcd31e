namespace GoQueue;

/// <summary>
/// Declares a partial record as an event that can be published. The generator writes its JSON, its validation and
/// <c>publisher.Publish{Name}Async(message)</c>.
/// </summary>
/// <remarks>
/// <para>
/// For <c>[GoQueueEvent("users", "user.created", "1.0")] public sealed partial record UserCreated(Guid UserId);</c> this extension method
/// appears in the record's namespace:
/// </para>
/// <code>
/// public static ValueTask&lt;PublishReceipt&gt; PublishUserCreatedAsync(
///     this IGoQueuePublisher publisher, UserCreated message, PublishOptions? options = null, CancellationToken cancellationToken = default);
/// </code>
/// <para>What the arguments may be is checked while you type (rules GQ1001 and following).</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = false, Inherited = false)]
public sealed class GoQueueEventAttribute : Attribute
{
    /// <summary>Declares an event by named arguments: <c>Topic</c> (may be omitted), <c>Action</c> and <c>Version</c>.</summary>
    public GoQueueEventAttribute()
    {
    }

    /// <summary>Declares an event.</summary>
    /// <param name="topic">The exchange, see <see cref="Topic"/>.</param>
    /// <param name="action">The routing key or its template, see <see cref="Action"/>.</param>
    /// <param name="version">The version of the event's shape, see <see cref="Version"/>.</param>
    public GoQueueEventAttribute(string topic, string action, string version)
    {
        Topic = topic;
        Action = action;
        Version = version;
    }

    /// <summary>
    /// The exchange to publish to: 1 to 255 bytes of UTF-8 (AMQP 0-9-1, short string). <see langword="null"/> (default) means the
    /// publisher's default exchange.
    /// </summary>
    public string? Topic { get; set; }

    /// <summary>
    /// The routing key: 1 to 255 bytes of UTF-8, words separated by dots, without <c>*</c> and <c>#</c> (in a published key they are
    /// ordinary characters that no binding means). <c>{Property}</c> binds a property of the event. Required.
    /// </summary>
    public string? Action { get; set; }

    /// <summary>
    /// The version of the event's shape: <c>major.minor</c> or <c>major.minor.patch</c>, no leading zeros. Compared as numbers
    /// (1.0 equals 1.0.0), sent as written in the header <c>goqueue-schema-version</c>. Required.
    /// </summary>
    public string? Version { get; set; }

    /// <summary>
    /// The name in <c>Publish{Name}Async</c>. Default: the type's name, with the names of its containing types in front.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>
    /// A <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> of your own that knows this event, for members that the generated JSON does not
    /// support. Default: none, the generated context is used.
    /// </summary>
    public Type? JsonContext { get; set; }

    /// <summary>
    /// Whether the publisher validates this event before it is sent, and the compiler checks constant messages at publish calls.
    /// Default: <see langword="true"/>. <c>Validate()</c> can be called in any case.
    /// </summary>
    public bool Validate { get; set; } = true;

    /// <summary>
    /// Whether the routing key may have empty words, as in <c>a..b</c>: AMQP allows them, and mostly they come from a dot too many or from a
    /// bound member that was empty. Default: <see langword="false"/>, the compiler and the publisher refuse them.
    /// </summary>
    public bool AllowEmptyWords { get; set; }

    /// <summary>
    /// Whether a value that a routing template binds may hold dots. A dot begins a further word, so that the value chooses which bindings the message meets: set this only for members that no user
    /// writes. Default: <see langword="false"/>, the publisher refuses the message.
    /// </summary>
    public bool AllowDotsInValues { get; set; }

    /// <summary>
    /// The priority of this event, in AMQP and on the way there. Default: <see cref="EventPriority.Unspecified"/>, decided by the publisher's settings and by what
    /// the action begins with (<c>alert.</c> high, <c>analytics.</c> low).
    /// </summary>
    public EventPriority Priority { get; set; }
}
