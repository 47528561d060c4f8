package dev.guildhall.guild.loop;

import dev.guildhall.common.guild.Answer;
import dev.guildhall.common.guild.Event;
import dev.guildhall.common.guild.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What several callers have posted, each content once, and what they were answered. Safe for many
/// threads.
final class Posts {

    private final Map<String, List<Answer>> answers = new LinkedHashMap<>();

    synchronized void sent(String content) {
        answers.put(content, new ArrayList<>());
    }

    synchronized void answered(String content, Answer answer) {
        answers.get(content).add(answer);
    }

    synchronized boolean eachIsAnswered() {
        return answers.values().stream().noneMatch(List::isEmpty);
    }

    synchronized boolean eachIsAnsweredOnce() {
        return answers.values().stream().allMatch(each -> each.size() == 1);
    }

    synchronized long refused() {
        return all().stream().filter(Answer.Rejected.class::isInstance).count();
    }

    /// In the guild's order.
    synchronized List<Message> accepted() {
        return all().stream()
                .filter(Answer.Accepted.class::isInstance)
                .map(answer -> created(((Answer.Accepted) answer).events().getFirst()))
                .sorted(Comparator.comparing(Message::id))
                .toList();
    }

    List<String> acceptedContents() {
        return accepted().stream().map(Message::content).toList();
    }

    private List<Answer> all() {
        return answers.values().stream().flatMap(List::stream).toList();
    }

    static Message created(Event event) {
        return ((Event.MessageCreated) event).message();
    }
}
