using Microsoft.CodeAnalysis;

namespace GoQueue.Generators.Diagnostics;

/// <summary>GQ5xxx: what is wrong where events are made and published.</summary>
internal static class UsageDiagnostics
{
    public static readonly DiagnosticDescriptor InvalidPublishedMessage = new(
        id: "GQ5001",
        title: "A published message must keep its rules",
        messageFormat: "The value of '{0}' in the published '{1}' breaks its rule [{2}]: {3}; the publisher would refuse the message, so give a value that keeps the rule",
        category: DiagnosticCategory.Usage,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The value is a constant, so that the refusal is certain.",
        helpLinkUri: HelpLink.Rules + "GQ5001.md");

    public static readonly DiagnosticDescriptor InvalidConstantMessage = new(
        id: "GQ5002",
        title: "An event should keep its rules",
        messageFormat: "The value of '{0}' in '{1}' breaks its rule [{2}]: {3}; a publisher would refuse the event, so give a value that keeps the rule",
        category: DiagnosticCategory.Usage,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The value is a constant. To make an invalid event is legal, to publish it is not.",
        helpLinkUri: HelpLink.Rules + "GQ5002.md");

    public static readonly DiagnosticDescriptor UnawaitedPublish = new(
        id: "GQ5003",
        title: "A publish must be awaited",
        messageFormat: "Nobody waits for '{0}', so a failure goes unseen; await it, or write '_ =' where that is meant",
        category: DiagnosticCategory.Usage,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Only the awaited result says whether the broker has the message.",
        helpLinkUri: HelpLink.Rules + "GQ5003.md");

    public static readonly DiagnosticDescriptor AwaitedTwice = new(
        id: "GQ5004",
        title: "A publish can be awaited once",
        messageFormat: "The ValueTask '{0}' is read more than once, and every read after the first throws; keep the receipt instead, or call AsTask first",
        category: DiagnosticCategory.Usage,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The operation behind the ValueTask is pooled.",
        helpLinkUri: HelpLink.Rules + "GQ5004.md");

    public static readonly DiagnosticDescriptor StoredPublish = new(
        id: "GQ5005",
        title: "The ValueTask of a publish is not to be kept",
        messageFormat: "The ValueTask of '{0}' is kept, and can be awaited only once; await it here, call AsTask, or publish a batch",
        category: DiagnosticCategory.Usage,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The operation behind the ValueTask is pooled.",
        helpLinkUri: HelpLink.Rules + "GQ5005.md");

    public static readonly DiagnosticDescriptor DroppedBatchResult = new(
        id: "GQ5006",
        title: "The result of a batch says what failed",
        messageFormat: "The result of '{0}' is dropped, and a batch does not throw when messages fail; look at it, or call its ThrowIfAnyFailed",
        category: DiagnosticCategory.Usage,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A failed message does not end a batch.",
        helpLinkUri: HelpLink.Rules + "GQ5006.md");

    public static readonly DiagnosticDescriptor TokenNotPassed = new(
        id: "GQ5007",
        title: "Pass the cancellation token on",
        messageFormat: "The token '{0}' is at hand and not passed to '{1}'; pass it",
        category: DiagnosticCategory.Usage,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Without the token the call waits until its own timeout.",
        helpLinkUri: HelpLink.Rules + "GQ5007.md");

    public static readonly DiagnosticDescriptor PublishInLoop = new(
        id: "GQ5008",
        title: "Publish many messages as a batch",
        messageFormat: "'{0}' waits for the confirm of each message before the next is sent; publish them by '{1}', which sends them pipelined",
        category: DiagnosticCategory.Usage,
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A batch waits for the broker once, a loop once for each message.",
        helpLinkUri: HelpLink.Rules + "GQ5008.md");

    public static readonly DiagnosticDescriptor ReservedHeader = new(
        id: "GQ5009",
        title: "Some header names are the publisher's own",
        messageFormat: "The header name \"{0}\" {1}; choose another",
        category: DiagnosticCategory.Usage,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The publisher refuses a message with such a header.",
        helpLinkUri: HelpLink.Rules + "GQ5009.md");

    public static readonly DiagnosticDescriptor StreamNotEnumerated = new(
        id: "GQ5010",
        title: "A stream is published while its results are enumerated",
        messageFormat: "The results of '{0}' are never enumerated, so nothing is published; enumerate them with 'await foreach'",
        category: DiagnosticCategory.Usage,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A stream is lazy.",
        helpLinkUri: HelpLink.Rules + "GQ5010.md");

    public static readonly DiagnosticDescriptor BlockedPublish = new(
        id: "GQ5011",
        title: "A publish should be awaited, not blocked on",
        messageFormat: "The thread is blocked until '{0}' completes; await it instead",
        category: DiagnosticCategory.Usage,
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A blocked thread can starve the thread pool, and deadlocks under a synchronization context.",
        helpLinkUri: HelpLink.Rules + "GQ5011.md");

    public static readonly DiagnosticDescriptor NotAnEvent = new(
        id: "GQ5012",
        title: "A published message must be an event",
        messageFormat: "'{0}' is not an event, and '{1}' takes events only; {2}",
        category: DiagnosticCategory.Usage,
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The generator writes topic, JSON and validation for partial records with [GoQueueEvent].",
        helpLinkUri: HelpLink.Rules + "GQ5012.md");
}
