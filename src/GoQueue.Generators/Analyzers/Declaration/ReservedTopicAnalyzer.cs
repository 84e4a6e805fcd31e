using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1008: a topic has RabbitMQ's own prefix.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ReservedTopicAnalyzer() : EventAnalyzer(DeclarationDiagnostics.ReservedTopic);
