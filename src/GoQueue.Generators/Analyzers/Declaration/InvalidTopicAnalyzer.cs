using GoQueue.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace GoQueue.Generators.Analyzers.Declaration;

/// <summary>GQ1003: a topic is empty or too long.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidTopicAnalyzer() : EventAnalyzer(DeclarationDiagnostics.InvalidTopic);
